package dev.rolecall.cloud.ecs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Secret;

/**
 * Answers the containers of a task. Without the token nobody gets credentials: 401 where there is none, 403 for a wrong one. The errors have the
 * form of the ECS agent's; AWS documents neither them nor these statuses.
 */
record EndpointHandler(Optional<TaskRole> role, Supplier<Task> task, TaskMetadata metadata) implements HttpHandler {
    /** A page in a browser that resolves its own name to loopback sends its own name. */
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");

    private record Answer(int status, ObjectNode body) {
        static Answer error(int status, String code, String message) {
            return new Answer(status,
                    JsonNodeFactory.instance.objectNode().put("code", code).put("message", message).put("HTTPErrorCode", status));
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("").replaceFirst(":\\d*$", "");
        String path = exchange.getRequestURI().getPath();
        if (!OWN_NAMES.contains(host)) {
            return Answer.error(403, "Forbidden", "This endpoint is the task's own.");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.error(405, "MethodNotAllowed", "Only GET is answered here.");
        }
        if (path.startsWith(TaskEndpoint.CREDENTIALS)) {
            return credentials(path.substring(TaskEndpoint.CREDENTIALS.length()), exchange.getRequestHeaders().getFirst("Authorization"));
        }
        return path.startsWith(TaskEndpoint.METADATA) ? metadata(path.substring(TaskEndpoint.METADATA.length())) : absent();
    }

    private Answer credentials(String id, @Nullable String token) {
        if (token == null) {
            return Answer.error(401, "Unauthorized", "The request has no authorization token.");
        }
        if (role.filter(worn -> worn.token().equals(new Secret(token))).isEmpty()) {
            return Answer.error(403, "Forbidden", "The authorization token is not the one of this task.");
        }
        TaskRole worn = role.orElseThrow();
        if (!worn.id().equals(id)) {
            return Answer.error(400, "InvalidIdInRequest", "CredentialsV2Request: ID not found");
        }
        try {
            return new Answer(200, worn.answer());
        } catch (AwsException e) {
            return Answer.error(503, "CredentialsUninitialized", "CredentialsV2Request: Credentials uninitialized for ID");
        }
    }

    /** {@code ID} is a container, {@code ID/task} its task. */
    private Answer metadata(String path) {
        Task now = task.get();
        boolean whole = path.endsWith("/task");
        String id = whole ? path.substring(0, path.length() - "/task".length()) : path;
        return now.progress().containers().stream().filter(container -> container.runtimeId().equals(id)).findFirst()
                .map(container -> new Answer(200, whole ? metadata.of(now) : metadata.of(now, container)))
                .orElseGet(EndpointHandler::absent);
    }

    private static Answer absent() {
        return Answer.error(404, "NotFound", "There is nothing at this path.");
    }
}
