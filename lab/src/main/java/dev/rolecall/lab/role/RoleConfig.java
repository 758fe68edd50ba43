package dev.rolecall.lab.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.identity.FoundRole;
import dev.rolecall.lab.identity.PolicyText;

/**
 * A role with its trust and its policies. The fields of its JSON are those of IAM's own {@code RoleDetail}, with the documents of managed
 * policies on top, so that it can be judged by itself.
 *
 * @param maxSession the longest session, in seconds
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html">RoleDetail</a>
 */
public record RoleConfig(String name, JsonNode trust, String path, String arn, Optional<String> description, int maxSession,
        List<PolicyConfig> inline, List<PolicyConfig> managed, Optional<PolicyConfig> boundary, Map<String, String> tags) {
    /** IAM's own where nothing else is said: an hour. */
    static final int DEFAULT_MAX_SESSION = 3_600;

    public RoleConfig {
        inline = List.copyOf(inline);
        managed = List.copyOf(managed);
    }

    /** As an account has it. */
    public static RoleConfig of(FoundRole found) {
        Role role = found.role();
        return new RoleConfig(role.roleName(), tree(role.roleName(), found.trust()), role.path(), role.arn(),
                Optional.ofNullable(role.description()).filter(text -> !text.isEmpty()),
                Optional.ofNullable(role.maxSessionDuration()).orElse(DEFAULT_MAX_SESSION), all(found.policies().inline()),
                all(found.policies().managed()), found.policies().boundary().map(RoleConfig::policy),
                role.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    /** What goes into {@code iam-role-config.json}. */
    public String json() {
        ObjectNode json = JsonDocument.object().put("RoleName", name);
        json.set("AssumeRolePolicyDocument", trust);
        json.put("Path", path).put("Arn", arn);
        description.ifPresent(text -> json.put("Description", text));
        json.put("MaxSessionDuration", maxSession);
        ArrayNode inlined = json.putArray("RolePolicyList");
        inline.forEach(policy -> inlined.add(policy.json()));
        ArrayNode attached = json.putArray("AttachedManagedPolicies");
        managed.forEach(policy -> attached.add(policy.json()));
        boundary.ifPresent(policy -> json.set("PermissionsBoundary", policy.boundaryJson()));
        ArrayNode list = json.putArray("Tags");
        tags.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(tag -> list.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
        return JsonDocument.write(json);
    }

    private static List<PolicyConfig> all(List<PolicyText> policies) {
        return policies.stream().map(RoleConfig::policy).toList();
    }

    private static PolicyConfig policy(PolicyText policy) {
        return new PolicyConfig(policy.name(), policy.arn(), Optional.of(tree(policy.label(), policy.document())));
    }

    private static JsonNode tree(String name, String document) {
        try {
            return JsonMapper.shared().readTree(document);
        } catch (JacksonException e) {
            throw LabException.brokeOff("The account answered a document of " + name + " that is no JSON.");
        }
    }
}
