package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;

/** Reads the {@code Condition} element: operator, key, value or values. */
final class ConditionReader {
    private ConditionReader() {}

    static List<Condition> read(JsonPlace place, LanguageVersion version) {
        List<Condition> conditions = new ArrayList<>();
        for (String name : place.requireObject().names()) {
            JsonPlace keys = place.at(name);
            // IAM lets an operator that asks for nothing pass, even one that does not exist.
            for (String key : keys.requireObject().names()) {
                ConditionOperator operator = ConditionOperator.of(name)
                        .orElseThrow(() -> keys.malformed("Invalid Condition type : " + name + "."));
                conditions.add(new Condition(operator, key, values(operator, keys.at(key)), version));
            }
        }
        return conditions;
    }

    private static List<String> values(ConditionOperator operator, JsonPlace place) {
        List<String> values = new ArrayList<>();
        for (JsonPlace value : place.oneOrMany()) {
            String text = value.requireScalar();
            if (operator.comparison().isOfDates() && !OrderedValues.hasFormOfDate(text)) {
                // reference_policies_elements_condition_operators: ISO 8601 or epoch time, no wildcard and no variable.
                throw value.malformed("The policy failed legacy parsing: " + text + " is neither a date nor epoch time.");
            }
            values.add(text);
        }
        return values;
    }
}
