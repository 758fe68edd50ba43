package dev.rolecall.cloud.scheduler;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * What {@code CreateSchedule} and {@code UpdateSchedule} ask for, checked.
 *
 * @param begin kept and given back; AWS ignores it of a one-time schedule
 * @param end   as {@code begin}
 * @param token the same request again is answered as the first was
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">CreateSchedule</a>
 */
record ScheduleRequest(String group, String name, OneTime time, Optional<String> description, boolean enabled,
        boolean deletedAfterwards, Optional<Instant> begin, Optional<Instant> end, Target target, Optional<String> token) {
    static ScheduleRequest of(String operation, Parameters parameters, BiPredicate<String, String> known) {
        parameters.takesOnly(operation, "ActionAfterCompletion", "ClientToken", "Description", "EndDate", "FlexibleTimeWindow",
                "GroupName", "Name", "ScheduleExpression", "ScheduleExpressionTimezone", "StartDate", "State", "Target");
        window(parameters.structure("FlexibleTimeWindow"));
        OneTime time = new OneTime(parameters.required("ScheduleExpression"),
                parameters.optional("ScheduleExpressionTimezone").orElse("UTC"));
        return new ScheduleRequest(ScheduleGroup.of(parameters), ScheduleGroup.name(parameters), time,
                parameters.optional("Description"),
                choice(parameters, "State", List.of("ENABLED", "DISABLED")).equals("ENABLED"),
                choice(parameters, "ActionAfterCompletion", List.of("NONE", "DELETE")).equals("DELETE"), date(parameters, "StartDate"),
                date(parameters, "EndDate"), Target.of(parameters.structure("Target"), known), parameters.optional("ClientToken"));
    }

    private static String choice(Parameters parameters, String member, List<String> values) {
        String value = parameters.optional(member).orElse(values.getFirst());
        if (!values.contains(value)) {
            throw AwsException.validation("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy enum value set: " + values);
        }
        return value;
    }

    private static void window(Parameters window) {
        if (!window.required("Mode").equals("OFF")) {
            throw AwsException.validation("This local cloud does not implement flexible time windows: Mode must be OFF.");
        }
    }

    /** Seconds on the wire of the API, ISO 8601 in a template. */
    private static Optional<Instant> date(Parameters parameters, String member) {
        return parameters.optional(member).map(text -> {
            try {
                return text.matches("\\d+(\\.\\d+)?(E\\d+)?")
                        ? Instant.ofEpochSecond(new BigDecimal(text).longValue())
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw AwsException.validation(member + " must be a time.");
            }
        });
    }
}
