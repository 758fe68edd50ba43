package dev.rolecall.cloud.sigv4;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a signature is valid: {@code 20261124/us-east-1/s3/aws4_request}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed request</a>
 */
public record CredentialScope(String date, String region, String service) {
    private static final Pattern CREDENTIAL = Pattern.compile("([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request");

    /** A {@code Credential} value: the access key id and the scope it signs for. */
    record Credential(String accessKeyId, CredentialScope scope) {
        static Optional<Credential> parse(String text) {
            Matcher matcher = CREDENTIAL.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Credential(matcher.group(1),
                            new CredentialScope(matcher.group(2), matcher.group(3), matcher.group(4))))
                    : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }
}
