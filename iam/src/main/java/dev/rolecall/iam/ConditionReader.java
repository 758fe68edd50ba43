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
            ConditionOperator operator = ConditionOperator.of(name)
                    .orElseThrow(() -> keys.malformed("Invalid Condition type : " + name + "."));
            for (String key : keys.requireObject().names()) {
                List<String> values = keys.at(key).oneOrMany().stream().map(JsonPlace::requireScalar).toList();
                conditions.add(new Condition(operator, key, values, version));
            }
        }
        return conditions;
    }
}
