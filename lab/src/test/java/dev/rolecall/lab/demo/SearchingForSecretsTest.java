package dev.rolecall.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.rolecall.lab.Masked;

/** The key is the one of AWS's documentation; it has never worked. */
final class SearchingForSecretsTest {
    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @Test
    void aKeyIsSeenInACredentialsFileInsideUserData() {
        String userData = """
                #cloud-config
                write_files:
                - path: /root/.aws/credentials
                  content: "[default]\\naws_access_key_id=%s\\naws_secret_access_key=%s\\n"
                """.formatted(ID, SECRET);

        assertThat(SecretCandidates.keyIds(userData)).containsExactly(ID);
        assertThat(SecretCandidates.secrets(userData)).containsExactly(SECRET);
    }

    @Test
    void aHashIsNoSecret() {
        assertThat(SecretCandidates.secrets("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.json")).isEmpty();
    }

    @Test
    void aReferenceInATemplateIsNoKey() {
        String template = "{\"Fn::GetAtt\": [\"UserAccessKey1A2B3C4D\", \"SecretAccessKey\"]}";

        assertThat(SecretCandidates.keyIds(template)).isEmpty();
        assertThat(SecretCandidates.secrets(template)).isEmpty();
    }

    @Test
    void aLongerWordAroundAKeyIdIsNone() {
        assertThat(SecretCandidates.keyIds("X" + ID)).isEmpty();
        assertThat(SecretCandidates.keyIds(ID + "9")).isEmpty();
    }

    @Test
    void aKeyIdIsShownByItsEndsOnly() {
        assertThat(Masked.of(ID)).isEqualTo("AKIA…MPLE");
        assertThat(Masked.of("AKIA")).isEqualTo("…");
    }

    @Test
    void whatHoldsASecretDoesNotPrintIt() {
        Places.Text text = new Places.Text(new SecretPlace(SecretPlace.Where.USER_DATA, "i-1"), SECRET);

        assertThat(new KeyPair(ID, SECRET, Optional.of(SECRET)).toString() + text).doesNotContain(SECRET).doesNotContain(ID);
    }
}
