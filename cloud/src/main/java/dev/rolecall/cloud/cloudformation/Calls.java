package dev.rolecall.cloud.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invoker;
import dev.rolecall.iam.Principal;

/** Calls of other services in the name of whom a stack works for. */
record Calls(Invoker invoker, Caller caller) {
    /** The principal by which {@code aws:CalledVia} knows CloudFormation. */
    static final String PRINCIPAL = "cloudformation.amazonaws.com";

    private static final String MFA = "aws:MultiFactorAuthPresent";

    /**
     * Calls that say through whom they come: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html. They are
     * made with temporary credentials, so a user's long-term key has an {@code aws:MultiFactorAuthPresent} there, which is false.
     */
    static Calls as(Caller caller, Invoker invoker) {
        List<String> via = List.of(PRINCIPAL);
        Map<String, List<String>> keys = new HashMap<>(Map.of("aws:CalledVia", via, "aws:CalledViaFirst", via, "aws:CalledViaLast", via,
                "aws:ViaAWSService", List.of("true")));
        if (caller.principal() instanceof Principal.User && caller.context().get(MFA).isEmpty()) {
            keys.put(MFA, List.of("false"));
        }
        return new Calls(invoker, caller.with(keys));
    }

    ObjectNode call(String service, String operation, ObjectNode parameters) {
        return invoker.invoke(caller, new ApiCall(service, operation, parameters));
    }

    /** The same, kept only together with what is noted of it afterwards. */
    ObjectNode callUnkept(String service, String operation, ObjectNode parameters) {
        return invoker.invokeUnkept(caller, new ApiCall(service, operation, parameters));
    }
}
