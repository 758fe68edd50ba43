package dev.rolecall.reader;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the reader is told by its environment: its name in evidence, the object to read, and the home folder to look for keys in. */
record Settings(String workload, String bucket, String key, HomeFolder home) {

    /** Reads ROLECALL_WORKLOAD, ROLECALL_BUCKET, ROLECALL_KEY and HOME; throws IllegalArgumentException naming the first that is missing. */
    static Settings from(Function<String, @Nullable String> environment) {
        String home = environment.apply("HOME");
        return new Settings(need(environment, "ROLECALL_WORKLOAD"), need(environment, "ROLECALL_BUCKET"),
                need(environment, "ROLECALL_KEY"), new HomeFolder(Path.of(home == null ? System.getProperty("user.home") : home)));
    }

    private static String need(Function<String, @Nullable String> environment, String name) {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is not set.");
        }
        return value;
    }
}
