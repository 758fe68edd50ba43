package dev.rolecall.cloud.iam;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.ManagedPolicy;

/** Users, groups, roles and managed policies with all that belongs to them, as GetAccountAuthorizationDetails shows them. */
record EntityDetails(Account account, LastUses uses) {

    ObjectNode of(Identity.User user) {
        ObjectNode node = granted(Shapes.user(user), "UserPolicyList", user.grants());
        ArrayNode groups = node.putArray("GroupList");
        account.groupsOf(user).forEach(group -> groups.add(group.name()));
        return node;
    }

    ObjectNode of(Identity.Group group) {
        return granted(Shapes.group(group), "GroupPolicyList", group.grants());
    }

    ObjectNode of(Identity.Role role) {
        ObjectNode node = granted(Shapes.role(role, account, uses.ofRole(role.id())), "RolePolicyList", role.grants());
        node.remove("MaxSessionDuration");
        node.remove("Description");
        ArrayNode profiles = node.putArray("InstanceProfileList");
        account.instanceProfiles().values().stream().filter(profile -> profile.role().filter(role.name()::equals).isPresent())
                .forEach(profile -> profiles.add(Shapes.profile(profile, account)));
        return node;
    }

    ObjectNode of(ManagedPolicy policy, PolicyUse use) {
        ObjectNode node = Shapes.policy(policy, use);
        node.remove("Tags");
        ArrayNode versions = node.putArray("PolicyVersionList");
        policy.versions().forEach(version -> versions
                .add(Shapes.version(policy, version).put("Document", Documents.encoded(version.document()))));
        return node;
    }

    private static ObjectNode granted(ObjectNode node, String inlineList, Grants grants) {
        ArrayNode inline = node.putArray(inlineList);
        grants.inline().forEach(
                (name, document) -> inline.addObject().put("PolicyName", name).put("PolicyDocument", Documents.encoded(document)));
        ArrayNode attached = node.putArray("AttachedManagedPolicies");
        grants.attached().forEach(arn -> attached.add(Shapes.attached(arn)));
        return node;
    }
}
