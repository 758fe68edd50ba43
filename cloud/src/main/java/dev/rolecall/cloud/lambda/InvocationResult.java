package dev.rolecall.cloud.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How an invocation ended. */
sealed interface InvocationResult {
    byte[] payload();

    /** The function answered. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
    record Answered(byte[] payload) implements InvocationResult {}

    /** The function, its initialisation or its process failed; the API says {@code Unhandled} for all of them. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
    record Failed(byte[] payload) implements InvocationResult {
        static Failed of(String errorType, String message) {
            ObjectNode error = JsonNodeFactory.instance.objectNode().put("errorType", errorType).put("errorMessage", message);
            return new Failed(error.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    default Optional<String> functionError() {
        return switch (this) {
            case Answered answered -> Optional.empty();
            case Failed failed -> Optional.of("Unhandled");
        };
    }
}
