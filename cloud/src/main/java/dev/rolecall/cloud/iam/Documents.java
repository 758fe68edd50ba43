package dev.rolecall.cloud.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/** Policy documents on their way in and out: parsed when they come, URL-encoded (RFC 3986) when they go, as IAM answers them. */
final class Documents {
    private Documents() {}

    static PolicyDocument parse(String text, PolicyKind kind) {
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
