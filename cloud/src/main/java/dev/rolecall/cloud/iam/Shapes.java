package dev.rolecall.cloud.iam;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.InstanceProfile;
import dev.rolecall.cloud.identity.ManagedPolicy;
import dev.rolecall.cloud.identity.PolicyVersion;

/** IAM's output structures. */
final class Shapes {
    private Shapes() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode role(Identity.Role role, Account account) {
        ObjectNode node = identity(role, "Role")
                .put("AssumeRolePolicyDocument", Documents.encoded(new TrustedPrincipals(account).shown(role.trust())))
                .put("MaxSessionDuration", role.maxSession().toSeconds());
        role.description().ifPresent(text -> node.put("Description", text));
        return node;
    }

    /** With its last use; a role that was not used has an empty one. */
    static ObjectNode role(Identity.Role role, Account account, Optional<LastUses.Use> use) {
        ObjectNode node = role(role, account);
        ObjectNode last = node.putObject("RoleLastUsed");
        use.ifPresent(found -> last.put("LastUsedDate", time(found.at())).put("Region", found.region()));
        return node;
    }

    static ObjectNode user(Identity.User user) {
        return identity(user, "User");
    }

    static ObjectNode group(Identity.Group group) {
        return identity(group, "Group");
    }

    private static ObjectNode identity(Identity identity, String kind) {
        ObjectNode node = empty().put("Path", identity.path()).put(kind + "Name", identity.name()).put(kind + "Id", identity.id())
                .put("Arn", identity.arn()).put("CreateDate", time(identity.created()));
        identity.grants().boundary().ifPresent(arn -> node.putObject("PermissionsBoundary").put("PermissionsBoundaryType", "Policy")
                .put("PermissionsBoundaryArn", arn));
        tags(node, identity.tags());
        return node;
    }

    static ObjectNode profile(InstanceProfile profile, Account account) {
        ObjectNode node = empty().put("Path", profile.path()).put("InstanceProfileName", profile.name())
                .put("InstanceProfileId", profile.id()).put("Arn", profile.arn()).put("CreateDate", time(profile.created()));
        ArrayNode held = node.putArray("Roles");
        profile.role().map(account.roles()::get).ifPresent(role -> held.add(role(role, account)));
        tags(node, profile.tags());
        return node;
    }

    static ObjectNode policy(ManagedPolicy policy, PolicyUse use) {
        ObjectNode node = empty().put("PolicyName", policy.name()).put("PolicyId", policy.id()).put("Arn", policy.arn())
                .put("Path", policy.path()).put("DefaultVersionId", policy.defaultVersion())
                .put("AttachmentCount", use.attachments(policy.arn())).put("PermissionsBoundaryUsageCount", use.boundaries(policy.arn()))
                .put("IsAttachable", true).put("CreateDate", time(policy.created())).put("UpdateDate", time(policy.updated()));
        policy.description().ifPresent(text -> node.put("Description", text));
        tags(node, policy.tags());
        return node;
    }

    /** Without the document, as lists have it. */
    static ObjectNode version(ManagedPolicy policy, PolicyVersion version) {
        return empty().put("VersionId", version.id()).put("IsDefaultVersion", version.id().equals(policy.defaultVersion()))
                .put("CreateDate", time(version.created()));
    }

    static ObjectNode attached(String arn) {
        return empty().put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1)).put("PolicyArn", arn);
    }

    /** {@code N/A} where the key was never used. */
    static ObjectNode lastUse(Optional<LastUses.Use> use) {
        ObjectNode node = empty();
        use.ifPresent(found -> node.put("LastUsedDate", time(found.at())));
        return node.put("ServiceName", use.map(LastUses.Use::service).orElse("N/A")).put("Region",
                use.map(LastUses.Use::region).orElse("N/A"));
    }

    /** Without the secret: only CreateAccessKey ever shows it. */
    static ObjectNode key(AccessKey key) {
        return empty().put("UserName", key.userName()).put("AccessKeyId", key.id()).put("Status", key.active() ? "Active" : "Inactive")
                .put("CreateDate", time(key.created()));
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void tags(ObjectNode node, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            ArrayNode list = node.putArray("Tags");
            new TreeMap<>(tags).forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        }
    }
}
