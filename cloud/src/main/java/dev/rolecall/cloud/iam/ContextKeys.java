package dev.rolecall.cloud.iam;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.rolecall.iam.Condition;
import dev.rolecall.iam.LanguageVersion;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.ResourceElement;
import dev.rolecall.iam.Statement;

/** The condition keys that policies ask for: in conditions, and as variables. Keys have no case. */
final class ContextKeys {
    /** The special variables for characters are none. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^*?$},\\s][^},\\s]*)[^}]*}");

    private ContextKeys() {}

    static Set<String> of(Collection<PolicyDocument> documents) {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (PolicyDocument document : documents) {
            for (Statement statement : document.statements()) {
                statement.conditions().forEach(condition -> keys.add(condition.key()));
                if (document.version() == LanguageVersion.V2012_10_17) {
                    statement.conditions().stream().map(Condition::values).forEach(values -> addVariables(values, keys));
                    statement.resources().map(ResourceElement::values).ifPresent(values -> addVariables(values, keys));
                }
            }
        }
        return keys;
    }

    private static void addVariables(List<String> texts, Set<String> keys) {
        texts.forEach(text -> VARIABLE.matcher(text).results().forEach(found -> keys.add(found.group(1))));
    }
}
