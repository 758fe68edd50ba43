package dev.rolecall.cloud.scheduler;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;

/**
 * {@code at(yyyy-mm-ddThh:mm:ss)} in a time zone.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#one-time">One-time schedules</a>
 */
record OneTime(String expression, String zone) {
    private static final Pattern AT = Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\)");

    OneTime {
        instant(expression, zone);
    }

    /** When it is due; may have passed already. */
    Instant instant() {
        return instant(expression, zone);
    }

    private static Instant instant(String expression, String zone) {
        if (expression.matches("(rate|cron)\\(.*\\)")) {
            throw AwsException.validation("This local cloud does not implement " + expression.substring(0, 4)
                    + " schedules: it has one-time schedules, at(yyyy-mm-ddThh:mm:ss), only.");
        }
        Matcher at = AT.matcher(expression);
        if (!at.matches()) {
            throw AwsException.validation("Invalid Schedule Expression " + expression + ".");
        }
        try {
            return LocalDateTime.parse(at.group(1)).atZone(ZoneId.of(zone)).toInstant();
        } catch (DateTimeException e) {
            throw AwsException.validation("Invalid Schedule Expression " + expression + " in the time zone " + zone + ".");
        }
    }
}
