package dev.rolecall.reader;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * How credentials looked, without what makes them work.
 *
 * @param accessKeyId first four and last four characters only
 * @param sessionToken whether there was one
 * @param expiresAt null where the SDK is not told (a long-term key; also a function's environment)
 * @param provider class name of the SDK's provider
 */
record Badge(String accessKeyId, boolean sessionToken, @Nullable Instant expiresAt, String provider) {

    static Badge of(AwsCredentials credentials) {
        return new Badge(mask(credentials.accessKeyId()), credentials instanceof AwsSessionCredentials,
                credentials.expirationTime().orElse(null), provider(credentials.providerName().orElse("")));
    }

    /** First four, an ellipsis, last four; a text too short to be shortened disappears altogether. */
    static String mask(String accessKeyId) {
        return accessKeyId.length() < 12
                ? "\u2026"
                : accessKeyId.substring(0, 4) + '\u2026' + accessKeyId.substring(accessKeyId.length() - 4);
    }

    /** The SDK tells its provider as a short code (BusinessMetricFeatureId in sdk-core); nested ones are joined by commas, the outermost first. */
    private static String provider(String codes) {
        String first = codes.contains(",") ? codes.substring(0, codes.indexOf(',')) : codes;
        return switch (first) {
            case "0" -> "InstanceProfileCredentialsProvider";
            case "e" -> "StaticCredentialsProvider";
            case "f" -> "SystemPropertyCredentialsProvider";
            case "g" -> "EnvironmentVariableCredentialsProvider";
            case "h", "k", "q" -> "WebIdentityTokenFileCredentialsProvider";
            case "n", "o", "p", "r", "s", "t", "u" -> "ProfileCredentialsProvider";
            case "v", "w" -> "ProcessCredentialsProvider";
            case "z" -> "ContainerCredentialsProvider";
            case "AC", "AD" -> "LoginCredentialsProvider";
            default -> "unknown (" + codes + ")";
        };
    }
}
