package dev.rolecall.cloud.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * {@code x-amz-date}: {@code 20261124T120000Z}. Read by hand, as every request has one.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed request</a>
 */
final class AmzDate {
    private static final int LENGTH = "yyyyMMddTHHmmssZ".length();

    private static final int DAY = "yyyyMMdd".length();

    private AmzDate() {}

    /** Empty for any other form, and for a day or time that does not exist. */
    static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH || text.charAt(DAY) != 'T' || text.charAt(15) != 'Z' || !digits(text, 0, DAY) || !digits(text, 9, 15)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8), number(text, 9, 11),
                    number(text, 11, 13), number(text, 13, 15)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it has the form of a day: eight digits. */
    static boolean isDay(String text) {
        return text.length() == DAY && digits(text, 0, DAY);
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    private static boolean digits(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
