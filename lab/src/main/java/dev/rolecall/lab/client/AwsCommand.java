package dev.rolecall.lab.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code aws} command as it is installed. Older ones do not know the variable that names an endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific endpoints</a>
 */
public record AwsCommand(int major, int minor, String version) {
    private static final Pattern VERSION = Pattern.compile("aws-cli/((\\d+)\\.(\\d+)\\S*)");
    private static final Pattern PROGRAM = Pattern.compile("aws(\\.(exe|cmd))?");
    private static final long PATIENCE_SECONDS = 20;

    /** The one that a shell would run. */
    public static Optional<AwsCommand> onThePath() {
        return ask("aws");
    }

    /** Whether it takes {@code AWS_ENDPOINT_URL}: version 2 from 2.13, version 1 from 1.29. */
    public boolean knowsEndpointVariable() {
        return major > 2 || (major == 2 ? minor >= 13 : minor >= 29);
    }

    /**
     * The command line, with the endpoint as an option where it is an {@code aws}: each version takes that, an older one needs it, and where
     * the option is given again, that wins.
     */
    public static List<String> withEndpoint(List<String> command, ClientEnvironment environment) {
        if (!PROGRAM.matcher(String.valueOf(Path.of(command.getFirst()).getFileName())).matches()) {
            return command;
        }
        List<String> changed = new ArrayList<>(command);
        changed.addAll(1, List.of("--endpoint-url", environment.endpoint().toString()));
        return changed;
    }

    /** By what it prints of its version. */
    static Optional<AwsCommand> of(String text) {
        Matcher version = VERSION.matcher(text);
        return version.find()
                ? Optional.of(new AwsCommand(Integer.parseInt(version.group(2)), Integer.parseInt(version.group(3)), version.group(1)))
                : Optional.empty();
    }

    private static Optional<AwsCommand> ask(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
