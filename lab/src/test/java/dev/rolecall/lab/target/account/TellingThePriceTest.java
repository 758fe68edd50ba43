package dev.rolecall.lab.target.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

final class TellingThePriceTest {
    @Test
    void theTableIsSummedUpAndSaysWhereItIsFrom() {
        Prices prices = Prices.table();
        assertThat(prices.perHour()).as("two instances, and two volumes").isEqualByComparingTo("0.01856");
        assertThat(LocalDate.parse(prices.date())).isAfter(LocalDate.of(2026, 1, 1));
        assertThat(prices.region()).isEqualTo("us-east-1");
        assertThat(prices.source()).contains("https://aws.amazon.com/ec2/pricing/").contains("https://aws.amazon.com/ebs/pricing/");
    }

    @Test
    void theCapIsWhatBothStacksCostUntilTheOneHasDeletedItself() {
        Prices prices = new Prices("2026-11-24", "eu-central-1", "a list", new BigDecimal("0.10"), new BigDecimal("0.02"), 2);
        assertThat(prices.sentences(Duration.ofMinutes(270), false)).satisfiesExactly(
                price -> assertThat(price).contains("about 0.10 US dollars per hour").contains("eu-central-1, 2026-11-24, a list"),
                cap -> assertThat(cap).contains("at most 0.45 US dollars").contains(" 4 h 30 min after")
                        .contains("0.05 US dollars per hour"));
        assertThat(prices.sentences(Duration.ofHours(2), false).get(1)).contains("at most 0.20 US dollars").contains(" 2 h after");
    }

    @Test
    void aRunOfTheTaskIsCountedWhereOneIsAskedFor() {
        Prices prices = new Prices("2026-11-24", "us-east-1", "a list", new BigDecimal("0.10"), new BigDecimal("0.02"), 2);
        assertThat(prices.sentences(Duration.ofHours(1), true)).hasSize(3).last().asString()
                .contains("less than 0.02 US dollars for each run");
    }

    @Test
    void whatIsLessThanACentIsRoundedUp() {
        Prices prices = new Prices("2026-11-24", "us-east-1", "a list", new BigDecimal("0.001"), new BigDecimal("0.0001"), 2);
        assertThat(prices.sentences(Duration.ofHours(1), true)).allMatch(sentence -> sentence.contains("0.01 US dollars"));
    }
}
