package dev.rolecall.reader;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the reader is told by its environment.
 *
 * @param workload its name in evidence
 * @param endpoint where S3 is, when it is not where the region's is
 * @param home the folder to look for keys in
 */
record Settings(String workload, String bucket, String key, String region, Optional<URI> endpoint, HomeFolder home) {

    /**
     * Reads ROLECALL_WORKLOAD, ROLECALL_BUCKET, ROLECALL_KEY, AWS_REGION, AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, and HOME.
     *
     * @throws IllegalArgumentException with one sentence that names the first that is missing or wrong
     */
    static Settings from(Function<String, @Nullable String> environment) {
        String home = environment.apply("HOME");
        Optional<URI> endpoint = Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").map(environment).flatMap(Stream::ofNullable)
                .filter(url -> !url.isBlank()).findFirst().map(URI::create);
        return new Settings(need(environment, "ROLECALL_WORKLOAD"), need(environment, "ROLECALL_BUCKET"),
                need(environment, "ROLECALL_KEY"), need(environment, "AWS_REGION"), endpoint,
                new HomeFolder(Path.of(home == null ? System.getProperty("user.home") : home)));
    }

    private static String need(Function<String, @Nullable String> environment, String name) {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is not set.");
        }
        return value;
    }
}
