package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Context that asks for what cannot or must not be is refused with one sentence; the clock stands at midnight, 24 November 2026. */
class WhatTheContextMayAskForTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prefix             | Alice_1      | lower-case
            insecure           | yes          | true or false
            boundary           | MyBoundary   | ARN
            iUnderstandAccount | 1234         | 12 digits
            """)
    void a_wrong_value_is_named_in_one_sentence(String name, String value, String hint) {
        refuses(name, value, hint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tomorrow             | an instant like
            2026-11-23T04:00:00Z | 15 minutes to 24 hours
            2026-11-24T00:00:00Z | 15 minutes to 24 hours
            2026-11-24T00:14:59Z | 15 minutes to 24 hours
            2026-11-25T00:00:01Z | 15 minutes to 24 hours
            """)
    void an_expiry_that_deployment_would_miss_or_that_is_too_far_away_is_refused(String value, String hint) {
        refuses("expires", value, hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T00:15:00Z", "2026-11-25T00:00:00Z"})
    void an_expiry_between_a_quarter_of_an_hour_and_a_day_is_taken(String value) {
        assertThat(Assembly.insecure("expires", value).accessKey().path("Outputs").path("ExpiresAt").path("Value").asString())
                .isEqualTo(value);
    }

    @Test
    void what_the_app_does_not_know_is_ignored() {
        assertThat(Assembly.insecure("target", "local").accessKey()).isEqualTo(Assembly.whole().accessKey());
    }

    private static void refuses(String name, String value, String hint) {
        assertThatThrownBy(() -> Assembly.insecure(name, value)).isInstanceOf(SettingsException.class).hasMessageContaining(name)
                .hasMessageContaining(hint).message().doesNotContain("\n").endsWith(".");
    }
}
