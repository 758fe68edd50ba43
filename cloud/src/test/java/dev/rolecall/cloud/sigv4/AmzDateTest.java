package dev.rolecall.cloud.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmzDateTest {
    @Test
    void aDateIsReadInUtc() {
        assertThat(AmzDate.parse("20150830T123600Z")).contains(Instant.parse("2015-08-30T12:36:00Z"));
        assertThat(AmzDate.parse("20240229T235959Z")).contains(Instant.parse("2024-02-29T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20150830", "2015-08-30T12:36:00Z", "20150830T123600", "20150830t123600Z", "20150830T123600z",
            "+0150830T123600Z",
            "20150830T-23600Z", "20150230T123600Z", "20151301T123600Z", "20150830T243600Z", "20150830T126000Z", "20150830T123660Z",
            "٢٠١٥٠٨٣٠T123600Z", "20150830T123600Z "})
    void anythingElseIsNone(String text) {
        assertThat(AmzDate.parse(text)).isEmpty();
    }
}
