package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;

/** How users, roles, groups, their policies, profiles and keys change in place. */
final class IamChanges {
    private IamChanges() {}

    static void role(Change change) {
        Creation after = change.after();
        if (change.in("AssumeRolePolicyDocument")) {
            after.call(IamResources.IAM, "UpdateAssumeRolePolicy", of("Role", change).put("PolicyDocument",
                    Creation.document(after.properties().node().path("AssumeRolePolicyDocument"))));
        }
        if (change.in("Description", "MaxSessionDuration")) {
            after.call(IamResources.IAM, "UpdateRole",
                    of("Role", change).put("Description", after.properties().optional("Description").orElse(""))
                            .put("MaxSessionDuration", after.properties().integer("MaxSessionDuration").orElse(3_600)));
        }
        identity("Role", change);
        tags("Role", change);
    }

    static void user(Change change) {
        path("User", change);
        identity("User", change);
        tags("User", change);
        List<String> wanted = change.after().properties().strings("Groups");
        List<String> had = change.before().strings("Groups");
        missing(had, wanted).forEach(group -> leaving(change, group, change.physicalId()));
        missing(wanted, had).forEach(group -> IamResources.joining(change.after(), group, change.physicalId()));
    }

    static void group(Change change) {
        path("Group", change);
        identity("Group", change);
    }

    private static void path(String kind, Change change) {
        if (change.in("Path")) {
            change.after().call(IamResources.IAM, "Update" + kind,
                    of(kind, change).put("NewPath", change.after().properties().optional("Path").orElse("/")));
        }
    }

    static void membership(Change change) {
        String before = change.before().required("GroupName");
        String group = change.after().properties().required("GroupName");
        List<String> wanted = change.after().properties().strings("Users");
        List<String> had = change.before().strings("Users");
        List<String> stay = before.equals(group) ? wanted : List.of();
        missing(had, stay).forEach(user -> leaving(change, before, user));
        missing(wanted, before.equals(group) ? had : List.of()).forEach(user -> IamResources.joining(change.after(), group, user));
    }

    private static void leaving(Change change, String group, String user) {
        change.unlessGone(IamResources.IAM, "RemoveUserFromGroup", IamResources.node("GroupName", group).put("UserName", user));
    }

    /** What users, roles and groups have in common. */
    private static void identity(String kind, Change change) {
        Creation after = change.after();
        String name = change.physicalId();
        if (change.in("PermissionsBoundary")) {
            Optional<String> boundary = after.properties().optional("PermissionsBoundary");
            after.call(IamResources.IAM, (boundary.isPresent() ? "Put" : "Delete") + kind + "PermissionsBoundary",
                    boundary.map(arn -> of(kind, change).put("PermissionsBoundary", arn)).orElseGet(() -> of(kind, change)));
        }
        Map<String, JsonNode> wanted = inline(after.properties());
        inline(change.before()).keySet().stream().filter(policy -> !wanted.containsKey(policy)).forEach(
                policy -> change.unlessGone(IamResources.IAM, "Delete" + kind + "Policy", of(kind, change).put("PolicyName", policy)));
        wanted.forEach((policy, document) -> IamResources.inline(after, kind, name, policy, document));
        List<String> attached = after.properties().strings("ManagedPolicyArns");
        missing(change.before().strings("ManagedPolicyArns"), attached).forEach(
                arn -> change.unlessGone(IamResources.IAM, "Detach" + kind + "Policy", of(kind, change).put("PolicyArn", arn)));
        missing(attached, change.before().strings("ManagedPolicyArns"))
                .forEach(arn -> IamResources.attach(after, kind, name, arn));
    }

    private static void tags(String kind, Change change) {
        if (change.in("Tags")) {
            change.after().call(IamResources.IAM, "Tag" + kind, of(kind, change).set("Tags", change.tags()));
            untag("Untag" + kind, of(kind, change), change);
        }
    }

    private static void untag(String operation, ObjectNode input, Change change) {
        List<String> gone = change.untagged();
        if (!gone.isEmpty()) {
            ArrayNode keys = input.putArray("TagKeys");
            gone.forEach(keys::add);
            change.after().call(IamResources.IAM, operation, input);
        }
    }

    static void policy(Change change) {
        Parameters after = change.after().properties();
        String before = change.before().required("PolicyName");
        String policy = after.required("PolicyName");
        for (String kind : IamResources.HOLDERS) {
            List<String> wanted = after.strings(kind + "s");
            List<String> leaving = before.equals(policy)
                    ? missing(change.before().strings(kind + "s"), wanted)
                    : change.before().strings(kind + "s");
            leaving.forEach(owner -> change.unlessGone(IamResources.IAM, "Delete" + kind + "Policy",
                    IamResources.node(kind + "Name", owner).put("PolicyName", before)));
            wanted.forEach(owner -> IamResources.inline(change.after(), kind, owner, policy, after.node().path("PolicyDocument")));
        }
    }

    static void managedPolicy(Change change) {
        String arn = change.physicalId();
        Creation after = change.after();
        if (change.in("PolicyDocument")) {
            // One version at a time: the one before goes, so that there is always room for the next.
            List<String> old = new ArrayList<>();
            after.call(IamResources.IAM, "ListPolicyVersions", IamResources.node("PolicyArn", arn)).path("Versions")
                    .forEach(version -> old.add(version.path("VersionId").asString()));
            after.call(IamResources.IAM, "CreatePolicyVersion", IamResources.node("PolicyArn", arn)
                    .put("PolicyDocument", Creation.document(after.properties().node().path("PolicyDocument"))).put("SetAsDefault", true));
            old.forEach(version -> after.call(IamResources.IAM, "DeletePolicyVersion",
                    IamResources.node("PolicyArn", arn).put("VersionId", version)));
        }
        for (String kind : IamResources.HOLDERS) {
            List<String> wanted = after.properties().strings(kind + "s");
            List<String> had = change.before().strings(kind + "s");
            missing(had, wanted).forEach(owner -> change.unlessGone(IamResources.IAM, "Detach" + kind + "Policy",
                    IamResources.node(kind + "Name", owner).put("PolicyArn", arn)));
            missing(wanted, had).forEach(owner -> IamResources.attach(after, kind, owner, arn));
        }
    }

    static void instanceProfile(Change change) {
        String profile = change.physicalId();
        List<String> wanted = change.after().properties().strings("Roles");
        List<String> had = change.before().strings("Roles");
        missing(had, wanted).forEach(role -> change.unlessGone(IamResources.IAM, "RemoveRoleFromInstanceProfile",
                IamResources.node("InstanceProfileName", profile).put("RoleName", role)));
        missing(wanted, had).forEach(role -> IamResources.holding(change.after(), profile, role));
    }

    static void accessKey(Change change) {
        Parameters after = change.after().properties();
        change.after().call(IamResources.IAM, "UpdateAccessKey", IamResources.node("UserName", after.required("UserName"))
                .put("AccessKeyId", change.physicalId()).put("Status", after.optional("Status").orElse("Active")));
    }

    private static Map<String, JsonNode> inline(Parameters properties) {
        Map<String, JsonNode> policies = new HashMap<>();
        properties.structures("Policies").forEach(
                policy -> policies.put(policy.required("PolicyName"), policy.node().path("PolicyDocument")));
        return policies;
    }

    private static List<String> missing(List<String> from, List<String> in) {
        return from.stream().filter(item -> !in.contains(item)).toList();
    }

    private static ObjectNode of(String kind, Change change) {
        return IamResources.node(kind + "Name", change.physicalId());
    }
}
