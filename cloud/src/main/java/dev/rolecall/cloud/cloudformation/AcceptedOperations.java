package dev.rolecall.cloud.cloudformation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.network.Networks;

/**
 * The operations behind resources that are accepted without effect. They are authorised like any other, and refused to whoever does
 * not come through CloudFormation: a client that calls them itself would be told of a network that is not there. What was created is
 * remembered with its tags until it is deleted.
 */
public final class AcceptedOperations implements TaggedResource.Source {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, TaggedResource> byId = new ConcurrentHashMap<>();
    private final String region;
    private final Networks networks;

    /** @param networks is told what was created, for what policies can see of it */
    public AcceptedOperations(String region, Networks networks) {
        this.region = region;
        this.networks = networks;
    }

    /** Those of {@code ec2}, to stand beside the operations that have an effect. */
    public List<Operation> ec2() {
        List<Operation> operations = new ArrayList<>();
        for (AcceptedResource accepted : AcceptedResource.ALL) {
            operations.add(new Operation(accepted.create(), call -> permission(call, accepted, accepted.create()),
                    call -> create(call, accepted)));
            accepted.delete().ifPresent(delete -> operations.add(new Operation(delete.operation(),
                    call -> permission(call, accepted, delete.operation()), call -> delete(call, accepted, delete))));
        }
        return List.copyOf(operations);
    }

    @Override
    public List<TaggedResource> tagged() {
        return List.copyOf(byId.values());
    }

    private List<Permission> permission(Invocation call, AcceptedResource accepted, String operation) {
        String own = accepted.delete().flatMap(delete -> text(call.parameters(), delete.member())).orElse("*");
        Map<String, List<String>> keys = new HashMap<>();
        tags(call).forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        Optional.ofNullable(byId.get(own))
                .ifPresent(known -> known.tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, List.of(value))));
        return List.of(Permission.of(accepted.service() + ":" + operation, arn(call, accepted, own)).with(keys));
    }

    private String arn(Invocation call, AcceptedResource accepted, String id) {
        return "arn:aws:" + accepted.service() + ":" + region + ":" + call.caller().accountId() + ":" + accepted.kind() + "/" + id;
    }

    private static Map<String, String> tags(Invocation call) {
        Map<String, String> tags = new HashMap<>();
        call.parameters().structures("TagSpecification").forEach(specification -> tags.putAll(specification.tags("Tag")));
        return tags;
    }

    private static Optional<String> text(Parameters parameters, String member) {
        return parameters.node().path(member).isArray() ? parameters.strings(member).stream().findFirst() : parameters.optional(member);
    }

    private ObjectNode create(Invocation call, AcceptedResource accepted) {
        throughCloudFormation(call, accepted.service(), accepted.create());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (accepted.answer().isEmpty()) {
            return answer.put("return", true);
        }
        ObjectNode at = answer;
        for (String member : accepted.answer().subList(0, accepted.answer().size() - 1)) {
            at = at.putObject(member);
        }
        String id = id(accepted.prefix());
        networks.created(accepted.create(), id, call.parameters());
        byId.put(id, new TaggedResource(accepted.service() + ":" + accepted.kind(), arn(call, accepted, id), tags(call)));
        at.put(accepted.answer().getLast(), id);
        return answer;
    }

    private ObjectNode delete(Invocation call, AcceptedResource accepted, AcceptedResource.Deletion delete) {
        throughCloudFormation(call, accepted.service(), delete.operation());
        text(call.parameters(), delete.member()).ifPresent(id -> {
            byId.remove(id);
            networks.deleted(id);
        });
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
