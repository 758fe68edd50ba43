package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;

/**
 * What a condition asked for, and what it found.
 *
 * @param operator as written: {@code ForAnyValue:StringLikeIfExists}
 * @param wanted   its values as written, variables and all
 * @param found    the key's values in the request; empty when the key is absent
 */
public record ConditionTrace(String operator, String key, List<String> wanted, Optional<List<String>> found) {

    static ConditionTrace of(Condition condition, RequestContext context) {
        return new ConditionTrace(condition.operator(), condition.key(), condition.values(), context.find(condition.lowerCaseKey()));
    }
}
