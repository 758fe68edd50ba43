package dev.rolecall.cloud.cloudformation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.state.State;

/**
 * The operations behind resources that are accepted without effect. They are authorised like any other, and refused to whoever does
 * not come through CloudFormation: a client that calls them itself would be told of a network that is not there. What was created is
 * remembered with its tags until it is deleted.
 */
public final class AcceptedOperations implements TaggedResource.Source {
    static final String SERVICE = "ec2";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ConcurrentMap<String, TaggedResource> byId = new ConcurrentHashMap<>();
    private final String region;
    private final Networks networks;

    /** @param networks is told what was created, for what policies can see of it */
    public AcceptedOperations(String region, Networks networks) {
        this.region = region;
        this.networks = networks;
    }

    public void keepIn(State state) {
        state.keep("network/resources", byId, TaggedResource.class);
    }

    /** They stand beside the operations of {@code ec2} that have an effect. */
    public List<Operation> ec2() {
        AuthorizationMap map = AuthorizationMap.of(SERVICE);
        List<Operation> operations = new ArrayList<>();
        for (AcceptedResource accepted : AcceptedResource.ALL) {
            ResourceKinds<Invocation> kinds = new NetworkResources(accepted, byId, region).kinds();
            operations.add(map.operation(accepted.create(), kinds, call -> create(call, accepted)));
            accepted.delete().ifPresent(
                    delete -> operations.add(map.operation(delete.operation(), kinds, call -> delete(call, accepted, delete))));
        }
        return List.copyOf(operations);
    }

    @Override
    public List<TaggedResource> tagged() {
        return List.copyOf(byId.values());
    }

    private ObjectNode create(Invocation call, AcceptedResource accepted) {
        throughCloudFormation(call, accepted.create());
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
        String named = accepted.isAssociation() ? call.parameters().required("RouteTableId") : id;
        String arn = NetworkResources.arn(region, call.caller().accountId(), accepted.kind(), named);
        byId.put(id, new TaggedResource(SERVICE + ":" + accepted.kind(), arn, NetworkResources.tags(call)));
        at.put(accepted.answer().getLast(), id);
        return answer;
    }

    private ObjectNode delete(Invocation call, AcceptedResource accepted, AcceptedResource.Deletion delete) {
        throughCloudFormation(call, delete.operation());
        if (accepted.isPart()) {
            return JsonNodeFactory.instance.objectNode().put("return", true);
        }
        NetworkResources.ids(call.parameters(), delete.member()).forEach(id -> {
            byId.remove(id);
            networks.deleted(id);
        });
        return JsonNodeFactory.instance.objectNode();
    }

    private static void throughCloudFormation(Invocation call, String operation) {
        if (!call.caller().context().get("aws:CalledVia").orElse(List.of()).contains(Calls.PRINCIPAL)) {
            throw AwsException.notImplemented(SERVICE, operation);
        }
    }

    /** Seventeen hexadecimal digits, as ids of EC2 have. */
    static String id(String prefix) {
        byte[] bytes = new byte[9];
        RANDOM.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes).substring(1);
    }
}
