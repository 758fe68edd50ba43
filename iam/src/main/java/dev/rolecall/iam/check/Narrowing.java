package dev.rolecall.iam.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.rolecall.iam.Condition;

/** Whether a condition keeps somebody out: it has to ask for the key, and for something that not every request has. */
final class Narrowing {
    /** What says who asks, or from where. {@code sts:ExternalId} is not here: it is no secret and names nobody. */
    static final Set<String> WHO = Set.of("aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:principalaccount",
            "aws:principalservicename", "aws:principalisawsservice", "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid",
            "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce", "aws:vpceaccount",
            "aws:vpceorgid", "aws:vpceorgpaths", "aws:sourceip", "aws:userid", "aws:username", "aws:federatedprovider",
            "kms:calleraccount", "s3:dataaccesspointaccount", "s3:dataaccesspointarn");
    private static final List<String> PREFIXES = List.of("aws:principaltag/");
    /** Wildcards and separators, an ARN in any account, or the range of all addresses. */
    private static final Pattern EVERYTHING = Pattern
            .compile("[*?:/]*|arn:[^:]*:[^:]*:[^:]*:[*?]+:.*|arn:[^:]*:[^:]*:[^:]*::[*?:/]*|arn:[*?:/]*|0\\.0\\.0\\.0/0|::/0");

    private Narrowing() {}

    static boolean toSomebody(Site site) {
        return site.conditions().stream().anyMatch(condition -> isOn(condition, WHO) && asks(condition));
    }

    static boolean on(Site site, Set<String> lowerCaseKeys) {
        return site.conditions().stream().anyMatch(condition -> isOn(condition, lowerCaseKeys) && asks(condition));
    }

    static boolean asks(Condition condition) {
        return Operator.of(condition.operator()).needsKey()
                && !condition.values().isEmpty() && condition.values().stream().noneMatch(value -> EVERYTHING.matcher(value).matches());
    }

    private static boolean isOn(Condition condition, Set<String> lowerCaseKeys) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        return lowerCaseKeys.contains(key) || (lowerCaseKeys.equals(WHO) && PREFIXES.stream().anyMatch(key::startsWith));
    }
}
