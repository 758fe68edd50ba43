package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.rolecall.lab.LabException;

/** The options that say what is deployed. */
final class AppOptions {
    @Option(names = "--prefix", paramLabel = "P", description = "Put in front of the names of stacks and role, so that several learners can share an account.")
    private @Nullable String prefix;
    @Option(names = {"-c",
            "--context"}, paramLabel = "KEY=VALUE", description = "Context for the CDK app, as cdk takes it: owner, expires, boundary, pin.")
    private Map<String, String> context = new LinkedHashMap<>();
    @Option(names = "--assembly", paramLabel = "DIR", description = "Deploy this cloud assembly instead of synthesising one.")
    private @Nullable Path assembly;

    /** Those of a lab with a prefix, where nothing else is asked for. */
    static AppOptions prefixed(Optional<String> prefix) {
        AppOptions options = new AppOptions();
        options.prefix = prefix.orElse(null);
        return options;
    }

    Optional<Path> assembly() {
        return Optional.ofNullable(assembly);
    }

    /** The app's context for an account: the person has typed it, or it is an emulator's. */
    Map<String, String> context(String account) {
        if (context.containsKey("prefix")) {
            throw LabException.wrongInput("The prefix is given by --prefix.");
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
