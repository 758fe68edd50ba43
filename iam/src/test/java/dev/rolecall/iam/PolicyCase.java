package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/** One case of a data file: a request, the policies that have a say, and the decision that AWS documents. */
record PolicyCase(String id, String why, AccessRequest request, PolicySet policies, String expected) {

    static PolicyCase of(JsonNode json) {
        JsonNode account = json.path("resourceAccount");
        AccessRequest request = new AccessRequest(principal(json.path("principal")), json.path("action").asString(),
                json.path("resource").asString(), account.isString() ? Optional.of(account.asString()) : Optional.empty(),
                context(json.path("context")));
        return new PolicyCase(json.path("id").asString(), json.path("why").asString(), request, policies(json),
                json.path("expected").asString());
    }

    private static PolicySet policies(JsonNode json) {
        List<NamedPolicy> identity = new ArrayList<>();
        json.path("identityPolicies").forEach(document -> identity.add(named("identity" + identity.size(), document, PolicyKind.IDENTITY)));
        return new PolicySet(identity, one(json, "permissionsBoundary", PolicyKind.IDENTITY),
                one(json, "sessionPolicy", PolicyKind.IDENTITY).stream().toList(),
                one(json, "resourcePolicy", PolicyKind.RESOURCE).or(() -> one(json, "trustPolicy", PolicyKind.TRUST)));
    }

    private static Optional<NamedPolicy> one(JsonNode json, String field, PolicyKind kind) {
        return json.has(field) ? Optional.of(named(field, json.path(field), kind)) : Optional.empty();
    }

    private static NamedPolicy named(String name, JsonNode document, PolicyKind kind) {
        return new NamedPolicy(name, PolicyDocument.parse(document.toString(), kind));
    }

    private static RequestContext context(JsonNode json) {
        RequestContext.Builder context = RequestContext.builder();
        for (Map.Entry<String, JsonNode> key : json.properties()) {
            if (key.getValue().isArray()) {
                List<String> values = new ArrayList<>();
                key.getValue().forEach(value -> values.add(value.asString()));
                context.put(key.getKey(), values);
            } else {
                context.put(key.getKey(), key.getValue().asString());
            }
        }
        return context.build();
    }

    private static Principal principal(JsonNode json) {
        String arn = json.path("arn").asString("");
        String account = json.path("accountId").asString("");
        return switch (json.path("type").asString()) {
            case "user" -> new Principal.User(arn, account, json.path("userName").asString(), json.path("userId").asString(""));
            case "role-session" -> new Principal.RoleSession(arn, account, json.path("roleArn").asString(), "AROAEXAMPLE",
                    json.path("sessionName").asString());
            case "root" -> new Principal.Root(account);
            case "service" -> new Principal.Service(json.path("service").asString());
            case "federated-user" -> new Principal.FederatedUser(arn, account, json.path("parentUserArn").asString());
            case "web-identity" -> new Principal.WebIdentity(json.path("provider").asString(), Optional.empty());
            case "saml" -> new Principal.Saml(json.path("provider").asString(), Optional.empty());
            case "anonymous" -> new Principal.Anonymous();
            default -> throw new IllegalArgumentException("Unknown type of principal in " + json);
        };
    }
}
