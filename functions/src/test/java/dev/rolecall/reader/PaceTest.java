package dev.rolecall.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the instance program waits before it reads again. */
class PaceTest {
    private static final Outcome READ = new Outcome.Read("bucket", "key", 1, null);
    private static final Outcome FAILED = new Outcome.Failed("NoCredentials", "", null);

    @Test
    void waits_double_up_to_a_minute_and_start_anew_after_a_success() {
        Pace pace = Pace.from(Map.<String, String>of()::get);
        List<Long> waits = IntStream.range(0, 9).mapToObj(turn -> pace.after(FAILED).toSeconds()).toList();
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(pace.after(READ)).isEqualTo(Duration.ofSeconds(60));
        assertThat(pace.after(FAILED)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_interval_can_be_set_and_bounds_all_waits() {
        Pace pace = Pace.from(Map.of("ROLECALL_INTERVAL_SECONDS", "0.25")::get);
        assertThat(pace.after(FAILED)).isEqualTo(Duration.ofMillis(250));
        assertThat(pace.after(READ)).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0", "-1", "NaN", "1e9"})
    void an_interval_that_is_none_is_refused_in_one_sentence(String value) {
        assertThatThrownBy(() -> Pace.from(Map.of("ROLECALL_INTERVAL_SECONDS", value)::get)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ROLECALL_INTERVAL_SECONDS");
    }
}
