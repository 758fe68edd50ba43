package dev.rolecall.lab.target.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the lesson costs by AWS's list prices, from a table with its date and source.
 *
 * @param date    of the table, ISO 8601
 * @param region  whose prices they are
 * @param source  where they stand
 * @param perHour of everything that costs by the hour, in US dollars
 * @param perRun  of a task on ECS
 * @param halves  how many times each hourly thing is there: once in each of the two stacks
 */
record Prices(String date, String region, String source, BigDecimal perHour, BigDecimal perRun, int halves) {

    static Prices table() {
        try (InputStream json = Objects.requireNonNull(Prices.class.getResourceAsStream("prices.json"))) {
            JsonNode table = JsonMapper.shared().readTree(json);
            BigDecimal perHour = table.path("perHour").valueStream()
                    .map(item -> item.path("price").decimalValue().multiply(BigDecimal.valueOf(item.path("count").asInt())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Prices(table.path("date").asString(), table.path("region").asString(), table.path("source").asString(), perHour,
                    table.path("perRun").path("price").decimalValue(), 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For people.
     *
     * @param insecureLife how long the stack with the key may live before it deletes itself
     * @param task         whether a task on ECS may be run
     */
    List<String> sentences(Duration insecureLife, boolean task) {
        BigDecimal half = perHour.divide(BigDecimal.valueOf(halves), 4, RoundingMode.UP);
        BigDecimal hours = BigDecimal.valueOf(insecureLife.toMinutes()).divide(BigDecimal.valueOf(60), 4, RoundingMode.UP);
        List<String> sentences = new ArrayList<>(List.of(
                "Both stacks cost about " + dollars(perHour) + " per hour (list prices of " + region + ", " + date + ", " + source
                        + "); a demonstration takes some minutes and then deletes them.",
                "If they are forgotten, the stack with the key has deleted itself " + duration(insecureLife)
                        + " after its synthesis: at most "
                        + dollars(perHour.multiply(hours)) + " by then. The stack with roles goes on at " + dollars(half)
                        + " per hour until somebody destroys it."));
        if (task) {
            sentences.add(
                    "A task on ECS costs less than " + dollars(perRun) + " for each run of a minute or two, and nothing between them.");
        }
        return List.copyOf(sentences);
    }

    private static String duration(Duration life) {
        return life.toHours() + " h" + (life.toMinutesPart() == 0 ? "" : " " + life.toMinutesPart() + " min");
    }

    private static String dollars(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UP) + " US dollars";
    }
}
