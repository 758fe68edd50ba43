package dev.rolecall.cloud.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a refused signature is explained: with what the service would have signed, as AWS does.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot Signature Version 4
 *      signing</a>
 */
final class SignatureText {
    static final String MISMATCH = "The request signature we calculated does not match the signature you provided. "
            + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    private static final Duration ALLOWED = Duration.ofMinutes(15);
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private SignatureText() {}

    static String explain(Rejection.WrongSignature wrong) {
        return MISMATCH + "\n\nThe Canonical String for this request should have been\n'" + wrong.canonicalRequest()
                + "'\n\nThe String-to-Sign should have been\n'" + wrong.stringToSign() + "'\n";
    }

    static String skewed(Rejection.Skewed skewed) {
        Instant signed = Instant.parse(skewed.requestTime());
        Instant now = Instant.parse(skewed.serverTime());
        return signed.isBefore(now)
                ? "Signature expired: " + basic(signed) + " is now earlier than " + basic(now.minus(ALLOWED)) + " (" + basic(now)
                        + " - 15 min.)"
                : "Signature not yet current: " + basic(signed) + " is still later than " + basic(now.plus(ALLOWED)) + " (" + basic(now)
                        + " + 15 min.)";
    }

    /** A time as {@code X-Amz-Date} has it. */
    static String basic(String iso) {
        return basic(Instant.parse(iso));
    }

    private static String basic(Instant time) {
        return BASIC.format(time);
    }
}
