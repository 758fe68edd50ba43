package dev.rolecall.lab.target.localstack;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerConfig;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

import dev.rolecall.lab.LabException;

/** The container, by Testcontainers; every way in which it does not start is told in a sentence. */
final class Container implements AutoCloseable {
    private static final Pattern ENGINES_ANSWER = Pattern.compile("Status \\d+: \\{\"message\":\"(.*)\"\\}");
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    /** An image that was not LocalStack's own build says so in this label. */
    private static final String STAND_IN = "dev.rolecall.stand-in";

    private final LocalStackContainer container;
    private final Optional<String> standIn;

    private Container(LocalStackContainer container, Optional<String> standIn) {
        this.container = container;
        this.standIn = standIn;
    }

    /** Whether an engine answers. */
    static boolean hasEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** @throws LabException with what is missing: an engine, the image, a token */
    static Container start(String image, Function<String, @Nullable String> environment) {
        if (!hasEngine()) {
            throw LabException.missing("LocalStack runs in a container, and no Docker engine answers: start one (docker info tells), or"
                    + " choose another target; the default one needs no Docker.");
        }
        DockerImageName name = name(image);
        new Image(name).ensure(DockerClientFactory.instance().client());
        LocalStackContainer container = new LocalStackContainer(name.asCompatibleSubstituteFor("localstack/localstack"));
        // The templates ask for arm64; the lesson is not about processors.
        container.withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1").withEnv("DISABLE_EVENTS", "1").withEnv("SKIP_SSL_CERT_DOWNLOAD", "1");
        Readiness readiness = new Readiness();
        container.withLogConsumer(readiness).waitingFor(readiness);
        String token = environment.apply(TOKEN);
        if (token != null && !token.isBlank()) {
            container.withEnv(TOKEN, token);
        }
        try {
            container.start();
            return new Container(container, standIn(container));
        } catch (ContainerLaunchException e) {
            boolean licence = readiness.said().matches("(?is).*(auth.?token|licen[sc]e).*");
            container.stop();
            throw licence
                    ? LabException.missing("The image " + image + " asks for a token: set " + TOKEN + ", or use " + LocalStackChoice.IMAGE
                            + ", which needs none.")
                    : LabException.missing("The container of " + image + " did not start (" + cause(e) + ").");
        } catch (DockerException e) {
            throw LabException.missing("The Docker engine refuses to start " + image + ": " + cause(e) + ".");
        }
    }

    private static Optional<String> standIn(LocalStackContainer container) {
        ContainerConfig config = container.getContainerInfo().getConfig();
        return Optional.ofNullable(config.getLabels()).map(labels -> labels.get(STAND_IN));
    }

    private static DockerImageName name(String image) {
        try {
            DockerImageName name = DockerImageName.parse(image);
            name.assertValid();
            return name;
        } catch (IllegalArgumentException e) {
            throw LabException
                    .wrongInput("--image is the name of a container image, like " + LocalStackChoice.IMAGE + ", not " + image + ".");
        }
    }

    /** The innermost reason, in one line. */
    static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String line = String.valueOf(last.getMessage()).lines().findFirst().orElse("");
        Matcher answer = ENGINES_ANSWER.matcher(line);
        return (answer.matches() ? answer.group(1).replace("\\\"", "\"") : line).replaceFirst("\\.$", "");
    }

    URI endpoint() {
        return container.getEndpoint();
    }

    String region() {
        return container.getRegion();
    }

    String accessKey() {
        return container.getAccessKey();
    }

    String secretKey() {
        return container.getSecretKey();
    }

    /** What of the image is not LocalStack's own, in a sentence. */
    Optional<String> standIn() {
        return standIn;
    }

    @Override
    public void close() {
        container.stop();
    }
}
