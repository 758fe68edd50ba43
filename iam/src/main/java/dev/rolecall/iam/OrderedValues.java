package dev.rolecall.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and dates, which are compared by their order. What can not be read as one compares with nothing. */
final class OrderedValues {
    // More digits than any condition key has, and few enough to be compared at once.
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("-?\\d{1,18}");
    // The forms of https://www.w3.org/TR/NOTE-datetime, and like IAM's reader also small letters, no zone (UTC) and a zone of hours.
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\\d|3[01])"
            + "(?:[Tt]([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(\\.\\d{1,9})?)?([Zz]|[+-]([01]\\d|2[0-3])(:?[0-5]\\d)?)?)?)?)?");

    private OrderedValues() {}

    static WantedValue number(String value, IntPredicate sign) {
        return compile(value, sign, OrderedValues::toNumber);
    }

    static WantedValue date(String value, IntPredicate sign) {
        return compile(value, sign, OrderedValues::toInstant);
    }

    private static <T extends Comparable<T>> WantedValue compile(String value, IntPredicate sign, Function<String, Optional<T>> reader) {
        return reader.apply(value).map(wanted -> WantedValue.fixed(
                text -> reader.apply(text).filter(found -> sign.test(found.compareTo(wanted))).isPresent()))
                .orElseGet(WantedValue::nothing);
    }

    private static Optional<BigDecimal> toNumber(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Whether a policy may say so; that there is such a day in the calendar is not asked. */
    static boolean hasFormOfDate(String text) {
        return DATE.matcher(text).matches() || EPOCH_SECONDS.matcher(text).matches();
    }

    static Optional<Instant> toInstant(String text) {
        Matcher date = DATE.matcher(text);
        try {
            if (date.matches()) {
                int nanos = date.group(7) == null ? 0 : new BigDecimal(date.group(7)).movePointRight(9).intValueExact();
                ZoneOffset zone = date.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(date.group(8).toUpperCase(Locale.ROOT));
                return Optional
                        .of(OffsetDateTime.of(part(date, 1, 0), part(date, 2, 1), part(date, 3, 1), part(date, 4, 0), part(date, 5, 0),
                                part(date, 6, 0), nanos, zone).toInstant());
            }
            return EPOCH_SECONDS.matcher(text).matches() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text))) : Optional.empty();
        } catch (DateTimeException e) {
            // The 31st of February has the form of a date, and is none.
            return Optional.empty();
        }
    }

    private static int part(Matcher date, int group, int absent) {
        String digits = date.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }
}
