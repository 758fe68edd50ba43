package dev.rolecall.iam.check;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Medium where the statement then keeps nobody out, low where it then lets nobody in. */
final class UnreadableValueRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("unreadable-value", Severity.MEDIUM, "A value that its operator cannot read",
            "What is no number, date, address or truth value compares with nothing.",
            "Write the value in the form that its operator takes.",
            "reference_policies_elements_condition_operators")
            .but("Low where the statement then lets nobody in, medium where it keeps nobody out.");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d\\d(-\\d\\d)?)?|-?\\d{1,11}");
    private static final Pattern ADDRESS = Pattern
            .compile("((\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])(\\.(?!$|/)|(?=/|$))){4}(/([0-9]|[12]\\d|3[0-2]))?"
                    + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/(\\d{1,2}|1[01]\\d|12[0-8]))?");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        String name = Operator.of(condition.operator()).name();
        List<String> unreadable = condition.values().stream().filter(value -> !value.contains("${") && !isReadable(name, value)).toList();
        return unreadable.isEmpty()
                ? Stream.empty()
                : Stream.of(TEXT.at(site.spot(condition), ConditionRule.comparesWithNothing(site, condition), condition.operator()
                        + " cannot read " + String.join(", ", unreadable) + ". " + consequence(site, condition, unreadable)));
    }

    private static String consequence(Site site, Condition condition, List<String> unreadable) {
        return unreadable.size() == condition.values().size() ? ConditionRule.consequence(site, condition) : "The other values count.";
    }

    private static boolean isReadable(String operator, String value) {
        if (operator.startsWith("numeric")) {
            return NUMBER.matcher(value).matches();
        }
        if (operator.startsWith("date")) {
            return DATE.matcher(value).matches() || isTime(value);
        }
        return switch (operator) {
            case "bool", "null" -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case "ipaddress", "notipaddress" -> ADDRESS.matcher(value).matches();
            default -> true;
        };
    }

    private static boolean isTime(String value) {
        try {
            OffsetDateTime.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
