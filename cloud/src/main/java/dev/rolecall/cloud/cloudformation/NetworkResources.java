package dev.rolecall.cloud.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.api.TaggedResource;

/**
 * What a call about a part of the network is about: the part itself, and the parts that the call names beside it.
 *
 * @param known what was made, by its id
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Condition keys for Amazon EC2</a>
 */
record NetworkResources(AcceptedResource accepted, Map<String, TaggedResource> known, String region) {
    /** The parameter that names a part, and the key by which policies see its id; where EC2 has none it is empty. */
    private record Part(String member, String idKey) {}

    private static final String ROUTE_TABLE = "route-table";
    private static final Map<String, Part> PARTS = Map.of("internet-gateway", new Part("InternetGatewayId", "ec2:InternetGatewayID"), "vpc",
            new Part("VpcId", "ec2:VpcID"), "subnet",
            new Part("SubnetId", "ec2:SubnetID"), ROUTE_TABLE, new Part("RouteTableId", "ec2:RouteTableID"), "security-group",
            new Part("GroupId", "ec2:SecurityGroupID"), "dhcp-options", new Part("DhcpOptionsId", "ec2:DhcpOptionsID"), "vpc-endpoint",
            new Part("VpcEndpointId", ""));

    ResourceKinds<Invocation> kinds() {
        Map<String, Function<Invocation, List<Resource>>> kinds = new HashMap<>();
        PARTS.forEach((kind, part) -> kinds.put(kind, call -> named(call, kind, part)));
        kinds.put(accepted.kind() + " that gets tags", this::tagged);
        if (accepted.isAssociation()) {
            kinds.put(ROUTE_TABLE, this::associated);
        } else if (accepted.delete().isPresent()) {
            kinds.put(accepted.kind(), this::own);
        }
        return new ResourceKinds<>(kinds);
    }

    /** What is to be made has no id yet; what is to go has. */
    private List<Resource> own(Invocation call) {
        List<String> ids = accepted.delete().map(delete -> ids(call.parameters(), delete.member())).orElse(List.of());
        return ids.isEmpty()
                ? List.of(resource(call, "*", TagKeys.ofRequest(tags(call))))
                : ids.stream().map(id -> there(call, accepted.kind(), part(accepted.kind()), id)).toList();
    }

    private List<Resource> tagged(Invocation call) {
        Map<String, List<String>> keys = TagKeys.ofRequest(tags(call));
        if (keys.isEmpty()) {
            return List.of();
        }
        keys.put("ec2:CreateAction", List.of(accepted.create()));
        return List.of(resource(call, "*", keys));
    }

    private List<Resource> named(Invocation call, String kind, Part part) {
        return ids(call.parameters(), part.member()).stream().map(id -> there(call, kind, part, id)).toList();
    }

    /** Who ends an association names it and not the route table, which is what may be ended. */
    private List<Resource> associated(Invocation call) {
        List<Resource> named = named(call, ROUTE_TABLE, part(ROUTE_TABLE));
        return named.isEmpty() ? ids(call.parameters(), "AssociationId").stream().map(id -> associated(call, id)).toList() : named;
    }

    private Resource associated(Invocation call, String id) {
        return Optional.ofNullable(known.get(id)).map(TaggedResource::arn).map(arn -> arn.substring(arn.indexOf('/') + 1))
                .map(table -> there(call, ROUTE_TABLE, part(ROUTE_TABLE), table)).orElseGet(() -> resource(call, "*", Map.of()));
    }

    private Resource there(Invocation call, String kind, Part part, String id) {
        Map<String, String> tags = Optional.ofNullable(known.get(id)).map(TaggedResource::tags).orElse(Map.of());
        Map<String, List<String>> keys = TagKeys.ofResource(tags);
        keys.putAll(TagKeys.of("ec2:ResourceTag/", tags));
        if (!part.idKey().isEmpty()) {
            keys.put(part.idKey(), List.of(id));
        }
        return regional(Resource.of(arn(region, call.caller().accountId(), kind, id)), keys);
    }

    private static Part part(String kind) {
        return PARTS.getOrDefault(kind, new Part("", ""));
    }

    private Resource resource(Invocation call, String id, Map<String, List<String>> keys) {
        return regional(Resource.of(arn(region, call.caller().accountId(), accepted.kind(), id)), keys);
    }

    private Resource regional(Resource resource, Map<String, List<String>> keys) {
        Map<String, List<String>> all = new TreeMap<>(keys);
        all.put("ec2:Region", List.of(region));
        return resource.with(all);
    }

    static String arn(String region, String accountId, String kind, String id) {
        return "arn:aws:ec2:" + region + ":" + accountId + ":" + kind + "/" + id;
    }

    static Map<String, String> tags(Invocation call) {
        Map<String, String> tags = new TreeMap<>();
        call.parameters().structures("TagSpecification").forEach(specification -> tags.putAll(specification.tags("Tag")));
        return tags;
    }

    /** One as text or several as a list. */
    static List<String> ids(Parameters parameters, String member) {
        return parameters.node().path(member).isArray()
                ? parameters.strings(member)
                : parameters.optional(member).map(List::of).orElse(List.of());
    }
}
