package dev.rolecall.cloud.sigv4;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a signature is valid: {@code 20261124/us-east-1/s3/aws4_request}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed request</a>
 */
public record CredentialScope(String date, String region, String service) {
    static final String TERMINATION = "aws4_request";
    private static final int PARTS = 5;

    /** A {@code Credential} value: the access key id and the scope it signs for. */
    record Credential(String accessKeyId, CredentialScope scope) {
        static Optional<Credential> parse(String text) {
            List<String> parts = Arrays.asList(text.split("/", -1));
            return parts.size() == PARTS && !parts.contains("") && AmzDate.isDay(parts.get(1)) && parts.getLast().equals(TERMINATION)
                    ? Optional.of(new Credential(parts.get(0), new CredentialScope(parts.get(1), parts.get(2), parts.get(3))))
                    : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATION;
    }
}
