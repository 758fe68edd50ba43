package dev.rolecall.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cloud assembly synthesised for a test, by the code and the feature flags that the command line uses, at a fixed time. */
record Assembly(Path folder) {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T00:00:00Z"));
    static final Map<String, Object> INSECURE = Map.of("insecure", "true", "iUnderstandAccount", Staff.ACCOUNT);

    static final Map<String, Object> ALL = Map.of("insecure", "true", "iUnderstandAccount", Staff.ACCOUNT, "ecs", "true");

    private static final Path FOLDERS = emptied(Path.of("target", "assemblies"));

    private static @Nullable Assembly whole;

    /** All stacks, synthesised once. */
    static synchronized Assembly whole() {
        Assembly known = whole;
        if (known == null) {
            known = of(ALL);
            whole = known;
        }
        return known;
    }

    static Assembly of(Map<String, Object> context) {
        return of(context, Map.of());
    }

    static Assembly of(Map<String, Object> context, Map<String, String> environment) {
        return of(context, environment, CLOCK);
    }

    /** The keyless stack and the insecure one, with one more thing asked for. */
    static Assembly insecure(String name, Object value) {
        Map<String, Object> context = new HashMap<>(INSECURE);
        context.put(name, value);
        return of(context);
    }

    static Assembly of(Map<String, Object> context, Map<String, String> environment, InstantSource clock) {
        Path folder = newFolder();
        Map<String, String> all = new HashMap<>(environment);
        all.computeIfAbsent("ROLECALL_READER_JAR", _ -> jar().toString());
        RolecallApp.synthesise(app(folder, context), all::get, clock);
        return new Assembly(folder);
    }

    static App app(Path folder, Map<String, Object> context) {
        Map<String, Object> all = new HashMap<>(flags());
        all.putAll(context);
        return new App(AppProps.builder().outdir(folder.toString()).context(all).analyticsReporting(false).build());
    }

    /** A file that stands for the functions' jar: its content, and with it the asset's hash, never changes. */
    static Path jar() {
        return jar("stands for the jar");
    }

    /** Another one, for another content. */
    static Path jar(String content) {
        try {
            return Files.writeString(newFolder().resolve("reader.jar"), content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory(FOLDERS, "assembly").toAbsolutePath();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Clears away what earlier runs left; the last run's assemblies stay to be looked at. */
    private static Path emptied(Path folder) {
        try (Stream<Path> old = Files.walk(Files.createDirectories(folder))) {
            for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            return Files.createDirectories(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    JsonNode keyless() {
        return template("RolecallKeyless");
    }

    JsonNode accessKey() {
        return template("RolecallAccessKey");
    }

    JsonNode task() {
        return template("RolecallTask");
    }

    JsonNode template(String stack) {
        return JsonMapper.shared().readTree(folder.resolve(stack + ".template.json").toFile());
    }

    JsonNode manifest() {
        return JsonMapper.shared().readTree(folder.resolve("manifest.json").toFile());
    }

    boolean has(String stack) {
        return Files.exists(folder.resolve(stack + ".template.json"));
    }

    /** The properties of the only resource of a type. */
    static JsonNode only(JsonNode template, String type) {
        Set<Map.Entry<String, JsonNode>> all = resources(template, type);
        if (all.size() != 1) {
            throw new AssertionError(type + " is there " + all.size() + " times");
        }
        return all.iterator().next().getValue().path("Properties");
    }

    static Set<Map.Entry<String, JsonNode>> resources(JsonNode template, String type) {
        return template.path("Resources").properties().stream().filter(entry -> entry.getValue().path("Type").asString().equals(type))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<String, Object> flags() {
        Map<String, Object> flags = new HashMap<>();
        JsonMapper.shared().readTree(Path.of("..", "cdk.json").toFile()).path("context").properties()
                .forEach(flag -> flags.put(flag.getKey(), JsonMapper.shared().treeToValue(flag.getValue(), Object.class)));
        return flags;
    }
}
