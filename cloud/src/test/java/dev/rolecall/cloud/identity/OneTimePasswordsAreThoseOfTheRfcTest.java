package dev.rolecall.cloud.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.rolecall.cloud.api.Secret;

class OneTimePasswordsAreThoseOfTheRfcTest {
    /** The RFC's seed, {@code 12345678901234567890}, in Base32. */
    private static final Secret SEED = new Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    /** RFC 6238, appendix B, the column of SHA-1: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037", "20000000000,353130"})
    void aCodeIsTheRfcs(long seconds, String code) {
        assertThat(Totp.code(SEED, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }
}
