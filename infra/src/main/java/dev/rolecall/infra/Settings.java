package dev.rolecall.infra;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the context asks for.
 *
 * @param prefix put before every name that people see, so that several learners can share an account
 * @param owner who answers for the lab, as a tag
 * @param boundary an organisation's own permissions boundary, used in place of the lab's
 * @param ecs whether the task on ECS was asked for, which costs more to run than the rest
 * @param accessKey the deliberately insecure part, present only when it was asked for
 */
record Settings(Optional<String> prefix, String owner, Optional<String> boundary, boolean ecs, Optional<AccessKey> accessKey) {
    private static final Duration LIFE = Duration.ofHours(4);
    /** Time to deploy: CloudFormation comes to the schedules minutes after the synth, and a time that has passed by then would fail the stack. */
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    /** A day of lessons, about a quarter dollar for the instance; who needs a key tomorrow deploys one tomorrow. */
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,20}");
    private static final Pattern OWNER = Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]{1,256}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern BOUNDARY = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}|aws):policy/[\\w+=,.@/-]+");

    /**
     * The insecure part as it was asked for.
     *
     * @param account the account that was typed: the template holds CloudFormation to it
     * @param expires from when on the key is refused
     * @param pin from where alone the key works, if that was asked for
     */
    record AccessKey(String account, Instant expires, Optional<Pin> pin) {}

    static Settings from(Function<String, @Nullable Object> context, Optional<String> defaultAccount, InstantSource clock) {
        Optional<String> prefix = checked(context, "prefix", PREFIX, "lower-case letters, digits and hyphens, at most 21, a letter first");
        String owner = checked(context, "owner", OWNER, "at most 256 of the characters that a tag may have").orElse("learner");
        Optional<String> boundary = checked(context, "boundary", BOUNDARY, "the ARN of a managed policy");
        Optional<AccessKey> accessKey = isTrue(context, "insecure")
                ? Optional.of(accessKey(context, defaultAccount, clock))
                : Optional.empty();
        return new Settings(prefix, owner, boundary, isTrue(context, "ecs"), accessKey);
    }

    /** The lab's name, which its principals carry as a tag and its bucket asks for. */
    String lab() {
        return named("rolecall");
    }

    String named(String name) {
        return prefix.map(before -> before + "-" + name).orElse(name);
    }

    private static AccessKey accessKey(Function<String, @Nullable Object> context, Optional<String> defaultAccount,
            InstantSource clock) {
        return new AccessKey(typedAccount(context, defaultAccount), expires(context, clock.instant()),
                text(context, "pin").map(Pin::parse));
    }

    private static String typedAccount(Function<String, @Nullable Object> context, Optional<String> defaultAccount) {
        String typed = checked(context, "iUnderstandAccount", ACCOUNT, "an account id of 12 digits")
                .orElseThrow(() -> new SettingsException("The insecure stack puts a working access key into an account:"
                        + " type that account's id too, -c insecure=true -c iUnderstandAccount=<12 digits>."));
        if (defaultAccount.isPresent() && !defaultAccount.get().equals(typed)) {
            throw new SettingsException("The account typed is " + typed + ", but the credentials in use belong to account "
                    + defaultAccount.get() + ": nothing is synthesised.");
        }
        return typed;
    }

    private static Instant expires(Function<String, @Nullable Object> context, Instant now) {
        Instant expires = text(context, "expires").map(Settings::instant).orElseGet(() -> now.plus(LIFE)).truncatedTo(ChronoUnit.SECONDS);
        if (expires.isBefore(now.plus(SHORTEST)) || expires.isAfter(now.plus(LONGEST))) {
            throw new SettingsException("The context value expires lies " + SHORTEST.toMinutes() + " minutes to " + LONGEST.toHours()
                    + " hours ahead of now, " + now.truncatedTo(ChronoUnit.SECONDS) + ", and " + expires + " does not.");
        }
        return expires;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new SettingsException("The context value expires is an instant like 2026-11-24T12:00:00Z, not \"" + text + "\".");
        }
    }

    private static boolean isTrue(Function<String, @Nullable Object> context, String name) {
        return switch (text(context, name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw new SettingsException("The context value " + name + " is true or false, not \"" + other + "\".");
        };
    }

    private static Optional<String> checked(Function<String, @Nullable Object> context, String name, Pattern pattern, String meaning) {
        Optional<String> value = text(context, name);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            throw new SettingsException("The context value " + name + " is " + meaning + ", not \"" + value.get() + "\".");
        }
        return value;
    }

    /** Context comes as text from the command line and as JSON from a file; an empty text stands for nothing. */
    private static Optional<String> text(Function<String, @Nullable Object> context, String name) {
        Object value = context.apply(name);
        return value == null ? Optional.empty() : Optional.of(value.toString().strip()).filter(text -> !text.isEmpty());
    }
}
