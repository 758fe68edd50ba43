package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Secret;

/** Roles, users, groups, their policies, profiles and keys. */
final class IamResources {
    static final String IAM = "iam";
    /** Whom policies are given to; the properties that list them are the plurals. */
    static final List<String> HOLDERS = List.of("Role", "User", "Group");

    private IamResources() {}

    static List<ResourceType> types() {
        return List.of(
                new ResourceType("AWS::IAM::Role",
                        Set.of("AssumeRolePolicyDocument", "Description", "ManagedPolicyArns", "MaxSessionDuration", "Path",
                                "PermissionsBoundary",
                                "Policies", "RoleName", "Tags"),
                        IamResources::role).changing(Set.of("Path", "RoleName"), IamChanges::role).readBy(IamReadings::role),
                new ResourceType("AWS::IAM::User",
                        Set.of("Groups", "ManagedPolicyArns", "Path", "PermissionsBoundary", "Policies", "Tags", "UserName"),
                        IamResources::user).changing(Set.of("UserName"), IamChanges::user).readBy(IamReadings::user),
                new ResourceType("AWS::IAM::Group", Set.of("GroupName", "ManagedPolicyArns", "Path", "Policies"), IamResources::group)
                        .changing(Set.of("GroupName"), IamChanges::group).readBy(IamReadings::group),
                new ResourceType("AWS::IAM::UserToGroupAddition", Set.of("GroupName", "Users"), IamResources::membership)
                        .changing(Set.of(), IamChanges::membership),
                new ResourceType("AWS::IAM::Policy", Set.of("Groups", "PolicyDocument", "PolicyName", "Roles", "Users"),
                        IamResources::policy)
                        .changing(Set.of(), IamChanges::policy),
                new ResourceType("AWS::IAM::ManagedPolicy",
                        Set.of("Description", "Groups", "ManagedPolicyName", "Path", "PolicyDocument", "Roles", "Users"),
                        IamResources::managedPolicy)
                        .changing(Set.of("Description", "ManagedPolicyName", "Path"), IamChanges::managedPolicy)
                        .readBy(IamReadings::managedPolicy),
                new ResourceType("AWS::IAM::InstanceProfile", Set.of("InstanceProfileName", "Path", "Roles"),
                        IamResources::instanceProfile).changing(Set.of("InstanceProfileName", "Path"), IamChanges::instanceProfile)
                        .readBy(IamReadings::instanceProfile),
                new ResourceType("AWS::IAM::AccessKey", Set.of("Serial", "Status", "UserName"), IamResources::accessKey)
                        .changing(Set.of("Serial", "UserName"), IamChanges::accessKey));
    }

    private static void role(Creation creation) {
        String name = creation.name("RoleName", 64);
        ObjectNode input = creation.input("Path", "Description", "MaxSessionDuration", "PermissionsBoundary").put("RoleName", name);
        input.put("AssumeRolePolicyDocument", Creation.document(creation.properties().node().path("AssumeRolePolicyDocument")));
        input.set("Tags", creation.tags());
        JsonNode role = creation.call(IAM, "CreateRole", input).path("Role");
        creation.created(name, Creation.deletion(IAM, "DeleteRole", node("RoleName", name)));
        creation.attribute("Arn", role.path("Arn").asString());
        creation.attribute("RoleId", role.path("RoleId").asString());
        policies(creation, "Role", name);
    }

    private static void user(Creation creation) {
        String name = creation.name("UserName", 64);
        ObjectNode input = creation.input("Path", "PermissionsBoundary").put("UserName", name);
        input.set("Tags", creation.tags());
        JsonNode user = creation.call(IAM, "CreateUser", input).path("User");
        creation.created(name, Creation.deletion(IAM, "DeleteUser", node("UserName", name)));
        creation.attribute("Arn", user.path("Arn").asString());
        policies(creation, "User", name);
        creation.properties().strings("Groups").forEach(group -> joining(creation, group, name));
    }

    private static void group(Creation creation) {
        String name = creation.name("GroupName", 128);
        JsonNode group = creation.call(IAM, "CreateGroup", creation.input("Path").put("GroupName", name)).path("Group");
        creation.created(name, Creation.deletion(IAM, "DeleteGroup", node("GroupName", name)));
        creation.attribute("Arn", group.path("Arn").asString());
        policies(creation, "Group", name);
    }

    private static void membership(Creation creation) {
        String group = creation.properties().required("GroupName");
        String id = creation.name("Id", 64);
        creation.created(id);
        creation.attribute("Id", id);
        creation.properties().strings("Users").forEach(user -> joining(creation, group, user));
    }

    static void joining(Creation creation, String group, String user) {
        ObjectNode input = node("GroupName", group).put("UserName", user);
        creation.call(IAM, "AddUserToGroup", input, Creation.deletion(IAM, "RemoveUserFromGroup", input));
    }

    private static void policies(Creation creation, String kind, String name) {
        for (Parameters policy : creation.properties().structures("Policies")) {
            inline(creation, kind, name, policy.required("PolicyName"), policy.node().path("PolicyDocument"));
        }
        creation.properties().strings("ManagedPolicyArns").forEach(arn -> attach(creation, kind, name, arn));
    }

    static void inline(Creation creation, String kind, String owner, String policy, JsonNode document) {
        ObjectNode key = node(kind + "Name", owner).put("PolicyName", policy);
        creation.call(IAM, "Put" + kind + "Policy", key.deepCopy().put("PolicyDocument", Creation.document(document)),
                Creation.deletion(IAM, "Delete" + kind + "Policy", key));
    }

    static void attach(Creation creation, String kind, String owner, String arn) {
        ObjectNode input = node(kind + "Name", owner).put("PolicyArn", arn);
        creation.call(IAM, "Attach" + kind + "Policy", input, Creation.deletion(IAM, "Detach" + kind + "Policy", input));
    }

    private static void policy(Creation creation) {
        String policy = creation.properties().required("PolicyName");
        JsonNode document = creation.properties().node().path("PolicyDocument");
        creation.created(creation.name("Id", 64));
        HOLDERS.forEach(kind -> creation.properties().strings(kind + "s")
                .forEach(holder -> inline(creation, kind, holder, policy, document)));
    }

    private static void managedPolicy(Creation creation) {
        ObjectNode input = creation.input("Path", "Description").put("PolicyName", creation.name("ManagedPolicyName", 128));
        input.put("PolicyDocument", Creation.document(creation.properties().node().path("PolicyDocument")));
        JsonNode policy = creation.call(IAM, "CreatePolicy", input).path("Policy");
        String arn = policy.path("Arn").asString();
        creation.created(arn, Creation.deletion(IAM, "DeletePolicy", node("PolicyArn", arn)));
        creation.attribute("PolicyArn", arn);
        creation.attribute("PolicyId", policy.path("PolicyId").asString());
        HOLDERS.forEach(kind -> creation.properties().strings(kind + "s").forEach(holder -> attach(creation, kind, holder, arn)));
    }

    private static void instanceProfile(Creation creation) {
        String name = creation.name("InstanceProfileName", 128);
        JsonNode profile = creation.call(IAM, "CreateInstanceProfile", creation.input("Path").put("InstanceProfileName", name))
                .path("InstanceProfile");
        creation.created(name, Creation.deletion(IAM, "DeleteInstanceProfile", node("InstanceProfileName", name)));
        creation.attribute("Arn", profile.path("Arn").asString());
        creation.properties().strings("Roles").forEach(role -> holding(creation, name, role));
    }

    static void holding(Creation creation, String profile, String role) {
        ObjectNode input = node("InstanceProfileName", profile).put("RoleName", role);
        creation.call(IAM, "AddRoleToInstanceProfile", input, Creation.deletion(IAM, "RemoveRoleFromInstanceProfile", input));
    }

    private static void accessKey(Creation creation) {
        String user = creation.properties().required("UserName");
        JsonNode key = creation.call(IAM, "CreateAccessKey", node("UserName", user)).path("AccessKey");
        String id = key.path("AccessKeyId").asString();
        creation.created(id, Creation.deletion(IAM, "DeleteAccessKey", node("UserName", user).put("AccessKeyId", id)));
        creation.secret("SecretAccessKey", new Secret(key.path("SecretAccessKey").asString()));
        if (creation.properties().optional("Status").filter("Inactive"::equals).isPresent()) {
            creation.call(IAM, "UpdateAccessKey", node("UserName", user).put("AccessKeyId", id).put("Status", "Inactive"));
        }
    }

    static ObjectNode node(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
