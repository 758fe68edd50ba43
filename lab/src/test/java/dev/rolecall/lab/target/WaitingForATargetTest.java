package dev.rolecall.lab.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

final class WaitingForATargetTest {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void looksUntilItFinds() throws InterruptedException {
        Iterator<Optional<String>> looks = List.of(Optional.<String>empty(), Optional.<String>empty(), Optional.of("there")).iterator();

        assertThat(new Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO).await(() -> START, looks::next)).contains("there");
        assertThat(looks).isExhausted();
    }

    @Test
    void givesUpAfterItsPatience() throws InterruptedException {
        Iterator<Instant> clock = List.of(START, START.plusSeconds(5), START.plusSeconds(11)).iterator();

        assertThat(new Pace(Duration.ZERO, Duration.ofSeconds(10), Duration.ZERO).await(clock::next, Optional::empty)).isEmpty();
        assertThat(clock).isExhausted();
    }
}
