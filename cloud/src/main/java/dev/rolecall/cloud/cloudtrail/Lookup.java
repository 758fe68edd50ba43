package dev.rolecall.cloud.cloudtrail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * What is looked for.
 *
 * @param attribute one at most
 * @param from      events at this time or later
 * @param until     events at this time or before
 * @param insight   asks for Insights events, of which there are none
 * @param size      of a page, 1 to 50
 * @param token     where the page before ended
 */
record Lookup(Optional<Attribute> attribute, Optional<Instant> from, Optional<Instant> until, boolean insight, int size,
        Optional<String> token) {
    private static final int LARGEST_PAGE = 50;
    private static final Set<String> KEYS = Set.of("AccessKeyId", "EventId", "EventName", "EventSource", "ReadOnly", "ResourceName",
            "ResourceType", "Username");

    record Attribute(String key, String value) {}

    static Lookup of(Parameters parameters) {
        parameters.takesOnly("LookupEvents", "EndTime", "EventCategory", "LookupAttributes", "MaxResults", "NextToken", "StartTime");
        Optional<Instant> from = time(parameters, "StartTime");
        Optional<Instant> until = time(parameters, "EndTime");
        if (from.isPresent() && until.isPresent() && from.get().isAfter(until.get())) {
            throw error("InvalidTimeRangeException", "The start time must be before the end time.");
        }
        int size = parameters.integer("MaxResults").orElse(LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw error("InvalidMaxResultsException", "MaxResults must be between 1 and " + LARGEST_PAGE + ", not " + size + ".");
        }
        Optional<String> category = parameters.optional("EventCategory");
        category.filter(name -> !name.equals("insight")).ifPresent(name -> {
            throw error("InvalidEventCategoryException", "The event category must be insight or left out, not " + name + ".");
        });
        return new Lookup(attribute(parameters.structures("LookupAttributes")), from, until, category.isPresent(), size,
                parameters.optional("NextToken"));
    }

    private static Optional<Attribute> attribute(List<Parameters> attributes) {
        if (attributes.size() > 1) {
            throw error("InvalidLookupAttributesException", "Only one lookup attribute can be given.");
        }
        return attributes.stream().findFirst().map(given -> {
            String key = given.optional("AttributeKey").filter(KEYS::contains).orElseThrow(() -> error("InvalidLookupAttributesException",
                    "The attribute key must be one of " + String.join(", ", KEYS.stream().sorted().toList()) + "."));
            return new Attribute(key, given.optional("AttributeValue")
                    .orElseThrow(() -> error("InvalidLookupAttributesException", "The attribute " + key + " has no value.")));
        });
    }

    /** Seconds since 1970, with a fraction or without. */
    private static Optional<Instant> time(Parameters parameters, String member) {
        return parameters.optional(member).map(text -> {
            try {
                return Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
            } catch (NumberFormatException | DateTimeException e) {
                throw error("InvalidTimeRangeException", member + " must be a time in seconds since 1970.");
            }
        });
    }

    boolean finds(Event event) {
        return !insight && from.map(begin -> !event.time().isBefore(begin)).orElse(true)
                && until.map(end -> !event.time().isAfter(end)).orElse(true)
                && attribute.map(wanted -> event.values(wanted.key()).contains(wanted.value())).orElse(true);
    }

    /**
     * What comes after the page before this one. Newer events that have come meanwhile move nothing.
     *
     * @throws AwsException {@code InvalidNextTokenException} for a token of another lookup, or of an event that is forgotten
     */
    List<Event> after(List<Event> found) {
        if (token.isEmpty()) {
            return found;
        }
        for (int i = 0; i < found.size(); i++) {
            if (token(found.get(i)).equals(token.get())) {
                return found.subList(i + 1, found.size());
            }
        }
        throw error("InvalidNextTokenException", "The token is not valid, or it was used with other parameters before.");
    }

    String token(Event last) {
        String text = last.id() + "." + Integer.toHexString(Objects.hash(attribute, from, until));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AwsException error(String code, String message) {
        return new AwsException(code, 400, message);
    }
}
