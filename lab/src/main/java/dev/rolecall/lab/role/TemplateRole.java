package dev.rolecall.lab.role;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** A role of a template. */
record TemplateRole(StackTemplate template, String logicalId, Intrinsics values) {
    private static final String MANAGED = "AWS::IAM::ManagedPolicy";

    static Stream<TemplateRole> of(StackTemplate template, Intrinsics values) {
        return template.ofType("AWS::IAM::Role").stream().filter(role -> values.isMade(role.getValue()))
                .map(role -> new TemplateRole(template, role.getKey(), values));
    }

    String name() {
        return values.name(logicalId);
    }

    /** Whether it is called so: by the name or the ARN that the role will have, or by its logical id, alone or behind its stack. */
    boolean isCalled(String asked) {
        return asked.equals(name()) || asked.equals(logicalId) || asked.equals(qualified())
                || values.arn(logicalId).filter(asked::equals).isPresent();
    }

    /** Whether that is its logical id without the hash that the CDK puts behind it. */
    boolean isShortlyCalled(String asked) {
        return asked.equals(logicalId.replaceFirst("[0-9A-F]{8}$", ""));
    }

    /** {@code RolecallKeyless/InstanceRole3CCE2F1D}. */
    String qualified() {
        return template.stack() + "/" + logicalId;
    }

    RoleConfig config() {
        JsonNode properties = template.resource(logicalId).path("Properties");
        return new RoleConfig(name(), values.resolve(properties.path("AssumeRolePolicyDocument")),
                values.text(properties.path("Path")).orElse("/"), values.arn(logicalId).orElse(name()),
                values.text(properties.path("Description")),
                values.text(properties.path("MaxSessionDuration")).filter(seconds -> seconds.matches("\\d{1,6}")).map(Integer::parseInt)
                        .orElse(RoleConfig.DEFAULT_MAX_SESSION),
                inline(properties), managed(properties), values.text(properties.path("PermissionsBoundary")).map(this::byArn),
                tags(properties));
    }

    private List<PolicyConfig> inline(JsonNode properties) {
        List<PolicyConfig> policies = new ArrayList<>();
        values.resolve(properties.path("Policies")).forEach(policy -> policies
                .add(new PolicyConfig(policy.path("PolicyName").asString(""), Optional.empty(),
                        Optional.of(policy.path("PolicyDocument")))));
        for (String type : List.of("AWS::IAM::Policy", "AWS::IAM::RolePolicy")) {
            attached(type).forEach(policy -> policies.add(new PolicyConfig(
                    values.text(policy.getValue().path("Properties").path("PolicyName")).orElse(policy.getKey()), Optional.empty(),
                    Optional.of(document(policy.getValue())))));
        }
        return policies;
    }

    private List<PolicyConfig> managed(JsonNode properties) {
        List<PolicyConfig> policies = new ArrayList<>();
        values.resolve(properties.path("ManagedPolicyArns")).forEach(arn -> policies.add(byArn(arn.asString())));
        attached(MANAGED).forEach(policy -> policies.add(own(policy)));
        return policies.stream().distinct().toList();
    }

    /** Policies that name the role themselves, as the CDK has them. */
    private Stream<Map.Entry<String, JsonNode>> attached(String type) {
        return template.ofType(type).stream().filter(policy -> values.isMade(policy.getValue())).filter(policy -> {
            JsonNode properties = values.resolve(policy.getValue().path("Properties"));
            return properties.path("RoleName").asString("").equals(name())
                    || properties.path("Roles").valueStream().anyMatch(role -> role.asString("").equals(name()));
        });
    }

    private PolicyConfig byArn(String arn) {
        return template.ofType(MANAGED).stream().filter(policy -> values.arn(policy.getKey()).filter(arn::equals).isPresent()).findFirst()
                .map(this::own)
                .orElseGet(() -> new PolicyConfig(arn.substring(arn.lastIndexOf('/') + 1), Optional.of(arn), Optional.empty()));
    }

    private PolicyConfig own(Map.Entry<String, JsonNode> policy) {
        return new PolicyConfig(values.name(policy.getKey()), values.arn(policy.getKey()), Optional.of(document(policy.getValue())));
    }

    private JsonNode document(JsonNode policy) {
        return values.resolve(policy.path("Properties").path("PolicyDocument"));
    }

    private Map<String, String> tags(JsonNode properties) {
        Map<String, String> tags = new LinkedHashMap<>();
        values.resolve(properties.path("Tags"))
                .forEach(tag -> tags.put(tag.path("Key").asString(""), tag.path("Value").asString("")));
        return tags;
    }
}
