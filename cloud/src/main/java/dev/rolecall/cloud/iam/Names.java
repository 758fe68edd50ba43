package dev.rolecall.cloud.iam;

import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * The names and paths that IAM accepts.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM name requirements and character limits</a>
 */
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\u0021-\\u007E]+/");
    private static final int LONGEST_PATH = 512;

    private Names() {}

    /** @param longest 64 for users and roles, 128 for policies and instance profiles */
    static String name(Parameters parameters, String member, int longest) {
        String name = parameters.required(member);
        if (name.length() > longest || !NAME.matcher(name).matches()) {
            throw AwsException.validation("The specified value for " + member + " is invalid. It must contain only alphanumeric characters "
                    + "and/or the following: +=,.@_- and have a length of at most " + longest + ".");
        }
        return name;
    }

    static String path(Parameters parameters) {
        String path = parameters.optional("Path").orElse("/");
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            throw AwsException.validation("The specified value for path is invalid. It must begin and end with /.");
        }
        return path;
    }
}
