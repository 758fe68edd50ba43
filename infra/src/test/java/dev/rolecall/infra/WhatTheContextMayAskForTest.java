package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
            ecs                | fargate      | true or false
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            home                  | networks like 203.0.113.7/32
            203.0.113.7           | networks like 203.0.113.7/32
            203.0.113/24          | networks like 203.0.113.7/32
            300.0.113.7/32        | networks like 203.0.113.7/32
            203.0.113.7/33        | networks like 203.0.113.7/32
            example.com/32        | networks like 203.0.113.7/32
            2001:db8::/129        | networks like 203.0.113.7/32
            2001:db8/64           | networks like 203.0.113.7/32
            ::ffff:203.0.113.7/32 | networks like 203.0.113.7/32
            ::ffff:cb00:7107/32   | networks like 203.0.113.7/32
            0.0.0.0/0             | keeps nobody out
            128.0.0.0/1           | keeps nobody out
            ::/0                  | keeps nobody out
            10.0.0.0/8            | public address
            192.168.1.7/32        | public address
            127.0.0.1/32          | public address
            169.254.169.254/32    | public address
            fd00::1/128           | public address
            """)
    void a_pin_that_is_no_public_network_or_holds_nobody_back_is_refused(String value, String hint) {
        refuses("pin", value, hint);
        refuses("pin", "203.0.113.7/32, " + value, hint);
    }

    @Test
    void more_networks_than_a_users_policies_can_hold_are_refused() {
        refuses("pin", IntStream.rangeClosed(1, 9).mapToObj(last -> "203.0.113." + last + "/32").collect(Collectors.joining(",")),
                "1 to 8 networks, not 9");
        refuses("pin", ",", "1 to 8 networks, not 0");
    }

    @Test
    void a_pin_is_a_list_in_which_nothing_stands_twice() {
        assertThat(Pin.parse("203.0.113.7/32 , 2001:DB8::/64,203.0.113.7/32").networks()).containsExactly("203.0.113.7/32",
                "2001:db8:0:0:0:0:0:0/64");
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
