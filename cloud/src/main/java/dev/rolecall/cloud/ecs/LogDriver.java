package dev.rolecall.cloud.ecs;

import java.time.InstantSource;
import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.metadata.RotatingCredentials;

/**
 * The log driver {@code awslogs} of one container: a stream of CloudWatch Logs, written as the execution role.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html">Send Amazon ECS logs to CloudWatch</a>
 */
final class LogDriver {
    private static final String SERVICE = "logs";

    private final LogConfiguration configuration;
    private final String stream;
    private final RotatingCredentials credentials;
    private final ExecutionRole role;
    private final InstantSource clock;

    LogDriver(LogConfiguration configuration, String stream, RotatingCredentials credentials, ExecutionRole role, InstantSource clock) {
        this.configuration = configuration;
        this.stream = stream;
        this.credentials = credentials;
        this.role = role;
        this.clock = clock;
    }

    /** @throws CannotStartException where there is no stream to write to */
    void open() {
        if (configuration.createsGroup()) {
            try {
                call("CreateLogGroup", group());
            } catch (AwsException e) {
                if (!e.code().equals("ResourceAlreadyExistsException")) {
                    throw failed("log group", e);
                }
            }
        }
        try {
            call("CreateLogStream", group().put("logStreamName", stream));
        } catch (AwsException e) {
            throw failed("log stream", e);
        }
    }

    /** What cannot be written is lost, and the container goes on. */
    void write(List<String> lines) {
        ObjectNode input = group().put("logStreamName", stream);
        ArrayNode events = input.putArray("logEvents");
        long now = clock.instant().toEpochMilli();
        // An event without text is none.
        lines.stream().filter(line -> !line.isEmpty()).forEach(line -> events.addObject().put("timestamp", now).put("message", line));
        if (!events.isEmpty()) {
            try {
                call("PutLogEvents", input);
            } catch (AwsException e) {
                // The audit trail has it.
                return;
            }
        }
    }

    private void call(String operation, ObjectNode input) {
        role.call(credentials.current(), new ApiCall(SERVICE, operation, input));
    }

    private ObjectNode group() {
        return JsonNodeFactory.instance.objectNode().put("logGroupName", configuration.group());
    }

    /** As Fargate says it, which AWS does not document. */
    private static CannotStartException failed(String what, AwsException e) {
        String code = e.code().equals("AccessDenied") ? "AccessDeniedException" : e.code();
        return new CannotStartException(
                "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: "
                        + "failed to create Cloudwatch " + what + ": " + code + ": " + e.getMessage() + ": exit status 1");
    }
}
