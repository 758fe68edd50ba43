package dev.rolecall.cloud.cloudformation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Service;

/**
 * The operations behind resources that are accepted without effect. They are authorised like any other, and refused to whoever does
 * not come through CloudFormation: a client that calls them itself would be told of a network that is not there.
 */
public final class AcceptedOperations {
    private static final SecureRandom RANDOM = new SecureRandom();

    private AcceptedOperations() {}

    /** Those of {@code ec2}, to stand beside the operations that have an effect. */
    public static List<Operation> ec2(String region) {
        return operations("ec2", region);
    }

    /** A CloudWatch Logs that knows no more than that log groups are created and deleted. */
    public static Service logs(String region) {
        List<Operation> operations = operations("logs", region);
        return new Service() {
            @Override
            public String name() {
                return "logs";
            }

            @Override
            public List<Operation> operations() {
                return operations;
            }
        };
    }

    private static List<Operation> operations(String service, String region) {
        List<Operation> operations = new ArrayList<>();
        for (AcceptedResource accepted : AcceptedResource.ALL) {
            if (accepted.service().equals(service)) {
                operations.add(new Operation(accepted.create(), call -> permission(call, accepted, accepted.create(), region),
                        call -> create(call, accepted)));
                accepted.delete().ifPresent(delete -> operations.add(new Operation(delete.operation(),
                        call -> permission(call, accepted, delete.operation(), region), call -> delete(call, accepted, delete))));
            }
        }
        return List.copyOf(operations);
    }

    private static List<Permission> permission(Invocation call, AcceptedResource accepted, String operation, String region) {
        String own = accepted.delete().flatMap(delete -> text(call.parameters(), delete.member())).orElse("*");
        String separator = accepted.service().equals("logs") ? ":" : "/";
        Map<String, List<String>> tags = new HashMap<>();
        for (Parameters specification : call.parameters().structures("TagSpecification")) {
            specification.tags("Tag").forEach((key, value) -> tags.put("aws:RequestTag/" + key, List.of(value)));
        }
        return List.of(Permission.of(accepted.service() + ":" + operation, "arn:aws:" + accepted.service() + ":" + region + ":"
                + call.caller().accountId() + ":" + accepted.kind() + separator + own).with(tags));
    }

    private static Optional<String> text(Parameters parameters, String member) {
        return parameters.node().path(member).isArray() ? parameters.strings(member).stream().findFirst() : parameters.optional(member);
    }

    private static ObjectNode create(Invocation call, AcceptedResource accepted) {
        throughCloudFormation(call, accepted.service(), accepted.create());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (accepted.answer().isEmpty()) {
            return accepted.service().equals("ec2") ? answer.put("return", true) : answer;
        }
        ObjectNode at = answer;
        for (String member : accepted.answer().subList(0, accepted.answer().size() - 1)) {
            at = at.putObject(member);
        }
        at.put(accepted.answer().getLast(), id(accepted.prefix()));
        return answer;
    }

    private static ObjectNode delete(Invocation call, AcceptedResource accepted, AcceptedResource.Deletion delete) {
        throughCloudFormation(call, accepted.service(), delete.operation());
        return JsonNodeFactory.instance.objectNode();
    }

    private static void throughCloudFormation(Invocation call, String service, String operation) {
        if (!call.caller().context().get("aws:CalledVia").orElse(List.of()).contains(Calls.PRINCIPAL)) {
            throw AwsException.notImplemented(service, operation);
        }
    }

    /** Seventeen hexadecimal digits, as ids of EC2 have. */
    static String id(String prefix) {
        byte[] bytes = new byte[9];
        RANDOM.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes).substring(1);
    }
}
