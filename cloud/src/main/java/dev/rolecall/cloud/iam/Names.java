package dev.rolecall.cloud.iam;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * The names, paths and descriptions that IAM accepts.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM name requirements and character limits</a>
 */
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\u0021-\\u007E]+/");
    private static final Pattern POLICY_PATH = Pattern.compile("((/[A-Za-z0-9.,+@=_-]+)*)/");
    private static final Pattern PATH_PREFIX = Pattern.compile("/[\\u0021-\\u007F]*");
    private static final int LONGEST_DESCRIPTION = 1_000;

    private Names() {}

    /** @param longest see {@link Quotas} */
    static String name(Parameters parameters, String member, int longest) {
        String name = Quotas.atMost(wire(member), parameters.required(member), longest);
        if (!NAME.matcher(name).matches()) {
            throw AwsException.validation("The specified value for " + wire(member)
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return name;
    }

    static String path(Parameters parameters) {
        return path(parameters, "Path").orElse("/");
    }

    static String policyPath(Parameters parameters) {
        String path = path(parameters);
        if (!POLICY_PATH.matcher(path).matches()) {
            throw invalidPath("path");
        }
        return path;
    }

    static Optional<String> path(Parameters parameters, String member) {
        Optional<String> path = parameters.optional(member);
        path.ifPresent(text -> {
            Quotas.atMost(wire(member), text, Quotas.PATH);
            if (!PATH.matcher(text).matches()) {
                throw invalidPath(wire(member));
            }
        });
        return path;
    }

    static String pathPrefix(Parameters parameters) {
        String prefix = Quotas.atMost("pathPrefix", parameters.optional("PathPrefix").orElse("/"), Quotas.PATH);
        if (!PATH_PREFIX.matcher(prefix).matches()) {
            throw AwsException.validation("The specified value for pathPrefix is invalid. It must begin with / and contain only "
                    + "alphanumeric characters and/or / characters.");
        }
        return prefix;
    }

    static Optional<String> description(Parameters parameters) {
        return parameters.optional("Description").map(text -> Quotas.atMost("description", text, LONGEST_DESCRIPTION));
    }

    private static AwsException invalidPath(String member) {
        return AwsException.validation("The specified value for " + member
                + " is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");
    }

    /** Messages write members as the wire's models do: {@code userName}. */
    private static String wire(String member) {
        return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }
}
