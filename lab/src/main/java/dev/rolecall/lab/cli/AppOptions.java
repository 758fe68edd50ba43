package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.cleanup.LabNames;

/** The options that say what is deployed. */
final class AppOptions {
    /** The CDK app's own numbers: its key lives four hours unless it is told otherwise, a day at most, and its stack half an hour longer. */
    private static final Duration LIFE = Duration.ofHours(4);
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);
    private static final Duration UNTIL_DELETED = Duration.ofMinutes(30);

    @Option(names = "--prefix", paramLabel = "P", description = "Put in front of the names of stacks and role, so that several learners can share an account.")
    private @Nullable String prefix;
    @Option(names = {"-c",
            "--context"}, paramLabel = "KEY=VALUE", description = "Context for the CDK app, as cdk takes it: owner, expires, boundary, pin, ecs.")
    private Map<String, String> context = new LinkedHashMap<>();
    @Option(names = "--assembly", paramLabel = "DIR", description = "Deploy this cloud assembly instead of synthesising one.")
    private @Nullable Path assembly;

    /** How long the stack with the key may live; the longest that the app allows where an assembly was given, whose date is its own. */
    Duration insecureLife(InstantSource clock) {
        if (assembly != null) {
            return LONGEST_LIFE.plus(UNTIL_DELETED);
        }
        String expires = context.get("expires");
        try {
            return (expires == null ? LIFE : Duration.between(clock.instant(), Instant.parse(expires))).plus(UNTIL_DELETED);
        } catch (DateTimeParseException e) {
            throw LabException.wrongInput("The context value expires is an instant like 2026-11-24T12:00:00Z, not \"" + expires + "\".");
        }
    }

    /** Whether a task on ECS is asked for; where an assembly was given, there may be one in it. */
    boolean task() {
        return assembly != null || "true".equals(context.get("ecs"));
    }

    /** Asks for one, unless it was said otherwise. */
    void withTask() {
        if (assembly == null) {
            context.putIfAbsent("ecs", "true");
        }
    }

    /** Whether it was said what is to be deployed, besides the names. */
    boolean given() {
        return assembly != null || !context.isEmpty();
    }

    /** The names of what is deployed where nothing was given that has names of its own. */
    LabNames names() {
        return new LabNames(Optional.ofNullable(prefix));
    }

    Optional<Path> assembly() {
        return Optional.ofNullable(assembly);
    }

    /** The app's context for an account: the person has typed it, or it is an emulator's. */
    Map<String, String> context(String account) {
        if (context.containsKey("prefix")) {
            throw LabException.wrongInput("The prefix is given by --prefix.");
        }
        if (assembly != null && (prefix != null || !context.isEmpty())) {
            throw LabException
                    .wrongInput("--prefix and --context say what is synthesised, and with --assembly nothing is: leave them out.");
        }
        Map<String, String> all = new TreeMap<>(context);
        all.put("insecure", "true");
        all.put("iUnderstandAccount", account);
        if (prefix != null) {
            all.put("prefix", prefix);
        }
        return all;
    }
}
