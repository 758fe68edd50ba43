package dev.rolecall.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.sigv4.CredentialScope;
import dev.rolecall.cloud.sigv4.SigningKey;

/** A key is derived once while it is in use, and never taken for another's. */
class SigningKeysAreRememberedTest {
    private static final CredentialScope TODAY = new CredentialScope("20261124", "us-east-1", "s3");
    private static final Secret SECRET = new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final SigningKeys keys = new SigningKeys();
    private final SigningKey first = keys.of("AKIAIOSFODNN7EXAMPLE", SECRET, TODAY);

    @Test
    void theSameUseHasTheSameKey() {
        assertThat(keys.of("AKIAIOSFODNN7EXAMPLE", new Secret(SECRET.reveal()), TODAY)).isSameAs(first);
    }

    @Test
    void anotherSecretScopeOrIdHasAnotherKey() {
        assertThat(keys.of("AKIAIOSFODNN7EXAMPLE", new Secret("another"), TODAY)).isNotSameAs(first);
        assertThat(keys.of("AKIAI44QH8DHBEXAMPLE", SECRET, TODAY)).isNotSameAs(first);
        assertThat(keys.of("AKIAIOSFODNN7EXAMPLE", SECRET, new CredentialScope("20261125", "us-east-1", "s3"))).isNotSameAs(first);
        assertThat(keys.of("AKIAIOSFODNN7EXAMPLE", SECRET, new CredentialScope("20261124", "us-east-1", "sts"))).isNotSameAs(first);
    }

    @Test
    void whatIsNotUsedIsForgotten() {
        for (int i = 0; i < 1_000; i++) {
            keys.of("AKIA" + i, SECRET, TODAY);
        }
        assertThat(keys.of("AKIAIOSFODNN7EXAMPLE", SECRET, TODAY)).isNotSameAs(first);
    }
}
