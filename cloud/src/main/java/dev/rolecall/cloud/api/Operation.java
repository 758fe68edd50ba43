package dev.rolecall.cloud.api;

import java.util.List;
import java.util.function.Function;

import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of a service.
 *
 * @param name        its API name
 * @param permissions what must be allowed, every one of them; sees the call before it is authorised and changes nothing.
 *                    An empty list is for calls that AWS allows to everybody who is authenticated ({@code sts:GetCallerIdentity})
 * @param handler     does the work and answers with the output by API member names
 */
public record Operation(String name, Function<Invocation, List<Permission>> permissions, Handler handler) {

    /** The work of an operation. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Does the work.
         *
         * @throws AwsException for every error that a client can cause
         */
        ObjectNode handle(Invocation invocation);
    }
}
