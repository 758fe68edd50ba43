package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import org.testcontainers.DockerClientFactory;

/** The engine that the tests with LocalStack need. */
final class Docker {
    static final String LOCALSTACK = "localstack/localstack:4.14.0";

    private static final String REQUIRED = "ROLECALL_LOCALSTACK";

    private Docker() {}

    /** Skips the test where no engine answers, and fails it where {@code ROLECALL_LOCALSTACK} says that there must be one. */
    static void require() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String sentence = "No Docker engine answers, so LocalStack is not run here: start one, and run the tests again.";
            if ("required".equals(System.getenv(REQUIRED))) {
                fail(sentence);
            }
            abort(sentence);
        }
    }

    /** Ids of all containers, running or not. */
    static Set<String> containers() {
        return client().listContainersCmd().withShowAll(true).exec().stream().map(Container::getId).collect(Collectors.toSet());
    }

    /** Kills and removes a container, as somebody else might. */
    static void remove(String id) {
        client().removeContainerCmd(id).withForce(true).exec();
    }

    /** Whether an image says of itself that it is not its maker's. */
    static boolean isStandIn(String image) {
        try {
            Map<String, String> labels = client().inspectImageCmd(image).exec().getConfig().getLabels();
            return labels != null && labels.containsKey("dev.rolecall.stand-in");
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** An image of its own, removed when closed. */
    record Image(String name) implements AutoCloseable {
        @Override
        public void close() {
            client().removeImageCmd(name).withForce(true).exec();
        }
    }

    /** LocalStack's image, in which LocalStack says something and ends. */
    static Image imageThatEndsWith(String words) {
        String script = "printf '#!/bin/sh\\necho \"" + words + "\"\\nexit 55\\n' > /usr/local/bin/docker-entrypoint.sh";
        String id = client().createContainerCmd(LOCALSTACK).withEntrypoint("sh", "-c", script).exec().getId();
        try {
            client().startContainerCmd(id).exec();
            client().waitContainerCmd(id).start().awaitStatusCode();
            client().commitCmd(id).withRepository("rolecall-test/ends").withTag("1").exec();
            return new Image("rolecall-test/ends:1");
        } finally {
            remove(id);
        }
    }

    private static DockerClient client() {
        return DockerClientFactory.instance().client();
    }
}
