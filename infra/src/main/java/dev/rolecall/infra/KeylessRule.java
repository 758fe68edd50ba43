package dev.rolecall.infra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolatingResource;
import software.amazon.awscdk.PolicyViolation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refuses, at every synth, what would make a keyless stack a lie: a user, an access key, or a permission with a wildcard for its action. */
final class KeylessRule implements IPolicyValidationPlugin {
    private static final Set<String> KEYS = Set.of("AWS::IAM::User", "AWS::IAM::AccessKey");

    private final Set<String> stackIds;

    KeylessRule(Set<String> stackIds) {
        this.stackIds = Set.copyOf(stackIds);
    }

    @Override
    public String getName() {
        return "rolecall-keyless";
    }

    @Override
    public String getVersion() {
        return "1";
    }

    @Override
    public List<String> getRuleIds() {
        return List.of("no-long-term-key", "no-wildcard-action");
    }

    @Override
    public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
        List<PolicyViolation> violations = context.getStackTemplates().stream()
                .filter(stack -> stackIds.contains(stack.getStackConstructPath()))
                .flatMap(stack -> violations(stack.getTemplatePath()).stream()).toList();
        return PolicyValidationPluginReport.builder().pluginVersion(getVersion()).success(violations.isEmpty())
                .violations(violations).build();
    }

    private static List<PolicyViolation> violations(String template) {
        JsonNode resources = JsonMapper.shared().readTree(Path.of(template).toFile()).path("Resources");
        List<PolicyViolation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> resource : resources.properties()) {
            String type = resource.getValue().path("Type").asString("");
            if (KEYS.contains(type)) {
                found.add(violation("no-long-term-key", "A " + type + " has no place in a keyless stack.",
                        "Give the workload a role: an instance profile, an execution role or a task role.", template, resource.getKey(),
                        "Type"));
            }
            for (String location : WildcardActions.in(resource.getValue().path("Properties"))) {
                found.add(violation("no-wildcard-action", "A permission of a keyless stack names its actions, without wildcards.",
                        "Write out the actions that the workload calls.", template, resource.getKey(), "Properties" + location));
            }
        }
        return found;
    }

    private static PolicyViolation violation(String rule, String description, String fix, String template, String logicalId,
            String location) {
        return PolicyViolation.builder().ruleName(rule).description(description).fix(fix).severity("error")
                .violatingResources(List.of(PolicyViolatingResource.builder().resourceLogicalId(logicalId).templatePath(template)
                        .locations(List.of(location)).build()))
                .build();
    }
}
