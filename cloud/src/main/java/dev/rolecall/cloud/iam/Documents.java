package dev.rolecall.cloud.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/** Policy documents on their way in and out: parsed when they come, URL-encoded (RFC 3986) when they go, as IAM answers them. */
final class Documents {
    private static final Pattern CHARACTERS = Pattern.compile("[\\t\\n\\r\\u0020-\\u00FF]+");

    private Documents() {}

    static PolicyDocument of(Parameters parameters, String member, PolicyKind kind) {
        return parse(parameters.required(member), kind);
    }

    /** Reads a document that has no other characters than {@code reference_iam-quotas} says. */
    static PolicyDocument parse(String text, PolicyKind kind) {
        if (!CHARACTERS.matcher(text).matches()) {
            throw new AwsException("MalformedPolicyDocument", 400,
                    "The policy contains a character that policies cannot have. Allowed are tab, line feed, carriage return and U+0020 to U+00FF.");
        }
        try {
            return PolicyDocument.parse(text, kind);
        } catch (MalformedPolicyException e) {
            throw new AwsException("MalformedPolicyDocument", 400, String.valueOf(e.getMessage()));
        }
    }

    static String encoded(PolicyDocument document) {
        return URLEncoder.encode(document.json(), StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~").replace("*", "%2A");
    }
}
