package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Does to policies what a change says, and nothing more. */
final class CarriedOut {
    private CarriedOut() {}

    static PolicySet on(PolicySet policies, Change change, AccessRequest request) {
        return switch (change) {
            case Change.Allow allow -> granted(policies, allow.layer(), request);
            case Change.RemoveDeny(Place place) -> removed(policies, place);
            case Change.UseAnotherPrincipal _ -> policies;
        };
    }

    private static PolicySet granted(PolicySet policies, Layer layer, AccessRequest request) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode().put("Effect", "Allow").put("Action", request.action());
        if (layer != Layer.TRUST) {
            statement.put("Resource", request.resource());
        }
        if (!layer.isOfPrincipal()) {
            switch (request.principal()) {
                case Principal.Service service -> statement.putObject("Principal").put("Service", service.name());
                case Principal.Anonymous _ -> statement.put("Principal", "*");
                default -> statement.putObject("Principal").put("AWS", request.principal().arn().orElseThrow());
            }
        }
        PolicyKind kind = layer.isOfPrincipal() ? PolicyKind.IDENTITY : layer == Layer.TRUST ? PolicyKind.TRUST : PolicyKind.RESOURCE;
        if (layer == Layer.IDENTITY || layer == Layer.SESSION) {
            List<NamedPolicy> more = new ArrayList<>(policies.of(layer));
            more.add(new NamedPolicy("more", document(kind, JsonNodeFactory.instance.arrayNode().add(statement))));
            return with(policies, layer, more);
        }
        Optional<NamedPolicy> old = policies.of(layer).stream().findFirst();
        ArrayNode statements = old.map(CarriedOut::statements).orElseGet(JsonNodeFactory.instance::arrayNode).add(statement);
        return with(policies, layer, List.of(new NamedPolicy(old.map(NamedPolicy::name).orElse("new"), document(kind, statements))));
    }

    /** In place of the Deny stands one that denies something else, so that the others keep their places. */
    private static PolicySet removed(PolicySet policies, Place place) {
        List<NamedPolicy> changed = policies.of(place.layer()).stream().map(policy -> {
            ArrayNode statements = statements(policy);
            if (policy.label().equals(place.policy())) {
                ((ObjectNode) statements.get(place.statement().index())).without("NotAction").put("Action", "sts:Other");
            }
            return new NamedPolicy(policy.name(), document(policy.document().kind(), statements));
        }).toList();
        return with(policies, place.layer(), changed);
    }

    private static PolicySet with(PolicySet policies, Layer layer, List<NamedPolicy> changed) {
        return switch (layer) {
            case IDENTITY -> policies.withIdentity(changed);
            case BOUNDARY -> policies.withBoundary(changed.getFirst());
            case SESSION -> policies.withSession(changed);
            case RESOURCE, TRUST -> policies.withResource(changed.getFirst());
            case ENDPOINT -> policies.withEndpoint(changed.getFirst());
        };
    }

    private static ArrayNode statements(NamedPolicy policy) {
        return (ArrayNode) JsonMapper.shared().readTree(policy.document().json()).path("Statement");
    }

    private static PolicyDocument document(PolicyKind kind, ArrayNode statements) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        document.set("Statement", statements);
        return PolicyDocument.parse(document.toString(), kind);
    }
}
