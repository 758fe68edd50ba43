package dev.rolecall.cloud.ecs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPU and memory of a task on Fargate.
 *
 * @param cpu    in units of which 1024 are one vCPU
 * @param memory in MiB
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size">Task CPU and
 *      memory</a>
 */
record FargateSize(int cpu, int memory) {
    private static final int UNIT = 1024;
    private static final Pattern CPU = Pattern.compile("(\\d{0,3}(?:\\.\\d{1,3})?)\\s*VCPU");
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)\\s*GB");

    /** From the least to the most of memory, in steps. */
    private record Range(int from, int to, int step) {
        boolean has(int memory) {
            return memory >= from && memory <= to && (memory - from) % step == 0;
        }
    }

    private static final Map<Integer, Range> SIZES = Map.of(512, new Range(UNIT, 4 * UNIT, UNIT), UNIT,
            new Range(2 * UNIT, 8 * UNIT, UNIT), 2 * UNIT, new Range(4 * UNIT, 16 * UNIT, UNIT), 4 * UNIT,
            new Range(8 * UNIT, 30 * UNIT, UNIT), 8 * UNIT, new Range(16 * UNIT, 60 * UNIT, 4 * UNIT), 16 * UNIT,
            new Range(32 * UNIT, 120 * UNIT, 8 * UNIT));
    private static final int SMALLEST = 256;

    static FargateSize of(Optional<String> cpu, Optional<String> memory) {
        FargateSize size = new FargateSize(
                units(cpu.orElseThrow(() -> EcsErrors.client("Fargate requires that 'cpu' be defined at the task level.")), CPU),
                units(memory.orElseThrow(() -> EcsErrors.client("Fargate requires that 'memory' be defined at the task level.")), MEMORY));
        if (!size.isKnown()) {
            throw EcsErrors.client("No Fargate configuration exists for given values: " + size.cpu() + " CPU, " + size.memory()
                    + " memory. See the Amazon ECS documentation for the valid values.");
        }
        return size;
    }

    private boolean isKnown() {
        return cpu == SMALLEST
                ? memory == UNIT / 2 || memory == UNIT || memory == 2 * UNIT
                : Optional.ofNullable(SIZES.get(cpu)).filter(range -> range.has(memory)).isPresent();
    }

    /** {@code 256} or {@code .25 vCPU}, {@code 512} or {@code 0.5 GB}. */
    private static int units(String text, Pattern words) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        Matcher matcher = words.matcher(upper);
        if (matcher.matches() && !matcher.group(1).isEmpty()) {
            return (int) Math.round(Double.parseDouble(matcher.group(1)) * UNIT);
        }
        if (!upper.matches("\\d{1,7}")) {
            throw EcsErrors.client("Invalid value of 'cpu' or 'memory': " + text);
        }
        return Integer.parseInt(upper);
    }
}
