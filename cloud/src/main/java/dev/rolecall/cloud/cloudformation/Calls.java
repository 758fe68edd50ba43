package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invoker;

/** Calls of other services in the name of whom a stack works for. */
record Calls(Invoker invoker, Caller caller) {
    /** The principal by which {@code aws:CalledVia} knows CloudFormation. */
    static final String PRINCIPAL = "cloudformation.amazonaws.com";

    /** Calls that say through whom they come: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html. */
    static Calls as(Caller caller, Invoker invoker) {
        List<String> via = List.of(PRINCIPAL);
        return new Calls(invoker, new Caller(caller.principal(), caller.accountId(), caller.accessKeyId(), caller.sessionPolicy(),
                caller.context().with(Map.of("aws:CalledVia", via, "aws:CalledViaFirst", via, "aws:CalledViaLast", via, "aws:ViaAWSService",
                        List.of("true")))));
    }

    ObjectNode call(String service, String operation, ObjectNode parameters) {
        return invoker.invoke(caller, new ApiCall(service, operation, parameters));
    }
}
