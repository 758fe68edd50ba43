package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;

/**
 * The operation {@code Invoke}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class Invoke {
    private static final int PAYLOAD_BYTES = 6 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Invoke() {}

    static ObjectNode run(DeployedFunction function, Invocation call) {
        byte[] payload = payload(call);
        return switch (call.parameters().optional("InvocationType").orElse("RequestResponse")) {
            case "RequestResponse" -> synchronous(function, payload, call.parameters().optional("LogType").orElse("None").equals("Tail"));
            case "Event" -> {
                Thread.ofVirtual().start(() -> invoke(function, payload));
                yield JsonNodeFactory.instance.objectNode().put("StatusCode", 202).put("Payload", "");
            }
            case "DryRun" -> JsonNodeFactory.instance.objectNode().put("StatusCode", 204).put("Payload", "");
            default -> throw AwsException.validation("1 validation error detected: Value at 'invocationType' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        };
    }

    private static ObjectNode synchronous(DeployedFunction function, byte[] payload, boolean tail) {
        ExecutionEnvironment.Outcome outcome = invoke(function, payload);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("StatusCode", 200).put("ExecutedVersion", "$LATEST");
        outcome.result().functionError().ifPresent(error -> answer.put("FunctionError", error));
        if (tail) {
            answer.put("LogResult", Base64.getEncoder().encodeToString(outcome.logTail().getBytes(StandardCharsets.UTF_8)));
        }
        return answer.put("Payload", Base64.getEncoder().encodeToString(outcome.result().payload()));
    }

    private static ExecutionEnvironment.Outcome invoke(DeployedFunction function, byte[] payload) {
        try {
            return function.invoke(UUID.randomUUID(), payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsException("ServiceException", 500, "The local cloud is stopping.");
        }
    }

    /** No payload at all reaches the function as an empty object. */
    private static byte[] payload(Invocation call) {
        byte[] bytes = call.parameters().optional("Payload").map(Base64.getDecoder()::decode).orElseGet(() -> new byte[]{'{', '}'});
        if (bytes.length > PAYLOAD_BYTES) {
            throw new AwsException("RequestTooLargeException", 413,
                    "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
        }
        try {
            JSON.readTree(bytes);
            return bytes;
        } catch (JacksonException e) {
            throw new AwsException("InvalidRequestContentException", 400,
                    "Could not parse request body into json: " + e.getOriginalMessage());
        }
    }
}
