package dev.rolecall.cloud.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpServer;

import dev.rolecall.cloud.process.Site;

/**
 * The endpoint that the containers of one task have: their role's credentials, and what the task is.
 *
 * <p>On Fargate both are at 169.254.170.2, and {@code AWS_CONTAINER_CREDENTIALS_RELATIVE_URI} is a path there. A laptop has no such
 * address, so here the variable is {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}, with a token in {@code AWS_CONTAINER_AUTHORIZATION_TOKEN}: the
 * same provider of every SDK reads both, and the answer is the same.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">Container credential provider</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">Task IAM role</a>
 */
final class TaskEndpoint implements AutoCloseable {
    static final String CREDENTIALS = "/v2/credentials/";
    static final String METADATA = "/v4/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Optional<TaskRole> role;

    private TaskEndpoint(HttpServer server, Optional<TaskRole> role) {
        this.server = server;
        this.role = role;
    }

    /**
     * Starts the endpoint on any free loopback port.
     *
     * @param role empty for a task without one: there are no credentials then
     * @param task as of now
     * @throws UncheckedIOException when no port can be had
     */
    static TaskEndpoint start(Optional<TaskRole> role, Supplier<Task> task, Site site) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            TaskEndpoint endpoint = new TaskEndpoint(server, role);
            server.setExecutor(endpoint.threads);
            server.createContext("/", new EndpointHandler(role, task, new TaskMetadata(site.region())));
            server.start();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables by which a container finds the endpoint; the token is a secret. */
    Map<String, String> variables(ContainerState container) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Map<String, String> variables = new TreeMap<>();
        variables.put("ECS_CONTAINER_METADATA_URI_V4", address.resolve(METADATA + container.runtimeId()).toString());
        role.ifPresent(worn -> {
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address.resolve(CREDENTIALS + worn.id()).toString());
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", worn.token().reveal());
        });
        return variables;
    }

    Optional<TaskRole> role() {
        return role;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
