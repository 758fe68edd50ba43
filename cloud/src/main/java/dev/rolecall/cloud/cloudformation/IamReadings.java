package dev.rolecall.cloud.cloudformation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;

/** What roles, users, groups, managed policies and instance profiles are, by IAM's own answers. */
final class IamReadings {
    private static final String POLICIES = "Policies";

    private IamReadings() {}

    static void role(Reading reading) {
        JsonNode role = identity(reading, "Role");
        reading.read("MaxSessionDuration", role.path("MaxSessionDuration"));
        reading.read("Description", role.path("Description"));
        JsonNode trust = document(reading.wanted().node().path("AssumeRolePolicyDocument"));
        reading.read("AssumeRolePolicyDocument", trust, decoded(role.path("AssumeRolePolicyDocument")));
    }

    static void user(Reading reading) {
        identity(reading, "User");
        if (reading.has("Groups")) {
            reading.readSet("Groups", names(call(reading, "ListGroupsForUser", "UserName").path("Groups"), "GroupName"));
        }
    }

    static void group(Reading reading) {
        identity(reading, "Group");
    }

    static void managedPolicy(Reading reading) {
        JsonNode policy = call(reading, "GetPolicy", "PolicyArn").path("Policy");
        reading.read("Path", policy.path("Path"));
        ObjectNode version = IamResources.node("PolicyArn", reading.physicalId()).put("VersionId",
                policy.path("DefaultVersionId").asString());
        JsonNode document = reading.call(IamResources.IAM, "GetPolicyVersion", version).path("PolicyVersion").path("Document");
        reading.read("PolicyDocument", document(reading.wanted().node().path("PolicyDocument")), decoded(document));
    }

    static void instanceProfile(Reading reading) {
        JsonNode profile = call(reading, "GetInstanceProfile", "InstanceProfileName").path("InstanceProfile");
        reading.read("Path", profile.path("Path"));
        reading.readSet("Roles", names(profile.path("Roles"), "RoleName"));
    }

    private static JsonNode identity(Reading reading, String kind) {
        JsonNode identity = call(reading, "Get" + kind, kind + "Name").path(kind);
        reading.read("Path", identity.path("Path"));
        reading.read("PermissionsBoundary", identity.path("PermissionsBoundary").path("PermissionsBoundaryArn"));
        reading.readTags(new Parameters((ObjectNode) identity).tags("Tags"));
        if (reading.has("ManagedPolicyArns")) {
            List<String> attached = names(call(reading, "ListAttached" + kind + POLICIES, kind + "Name").path("AttachedPolicies"),
                    "PolicyArn");
            Set<String> others = reading.policies("AWS::IAM::ManagedPolicy", kind + "s").flatMap(policy -> policy.physicalId().stream())
                    .collect(Collectors.toSet());
            List<String> own = reading.wanted().strings("ManagedPolicyArns");
            reading.readSet("ManagedPolicyArns", attached.stream().filter(arn -> own.contains(arn) || !others.contains(arn)).toList());
        }
        if (reading.has(POLICIES)) {
            inline(reading, kind);
        }
        return identity;
    }

    /** All but those that other resources of the stack put there. */
    private static void inline(Reading reading, String kind) {
        Map<String, JsonNode> wanted = new LinkedHashMap<>();
        reading.wanted().structures(POLICIES)
                .forEach(policy -> wanted.put(policy.required("PolicyName"), document(policy.node().path("PolicyDocument"))));
        Set<String> others = reading.policies("AWS::IAM::Policy", kind + "s").flatMap(policy -> policy.applied().stream())
                .map(policy -> policy.properties().path("PolicyName").asString()).collect(Collectors.toSet());
        List<String> there = call(reading, "List" + kind + POLICIES, kind + "Name").path("PolicyNames").valueStream()
                .map(JsonNode::asString)
                .filter(name -> wanted.containsKey(name) || !others.contains(name)).toList();
        ArrayNode expected = JsonNodeFactory.instance.arrayNode();
        wanted.forEach((name, document) -> expected.addObject().put("PolicyName", name).set("PolicyDocument", document));
        ArrayNode actual = JsonNodeFactory.instance.arrayNode();
        for (String name : Reading.inOrder(List.copyOf(wanted.keySet()), there)) {
            ObjectNode input = IamResources.node(kind + "Name", reading.physicalId()).put("PolicyName", name);
            JsonNode document = decoded(reading.call(IamResources.IAM, "Get" + kind + "Policy", input).path("PolicyDocument"));
            actual.addObject().put("PolicyName", name).set("PolicyDocument", document);
        }
        reading.read(POLICIES, expected, actual);
    }

    private static ObjectNode call(Reading reading, String operation, String named) {
        return reading.call(IamResources.IAM, operation, IamResources.node(named, reading.physicalId()));
    }

    private static List<String> names(JsonNode list, String member) {
        return list.valueStream().map(item -> item.path(member).asString()).toList();
    }

    /** As IAM answers it: percent-encoded. */
    private static JsonNode decoded(JsonNode document) {
        return JsonMapper.shared().readTree(URLDecoder.decode(document.asString(), StandardCharsets.UTF_8));
    }

    /** Of a document that may be given as text. */
    static JsonNode document(JsonNode value) {
        return value.isString() ? JsonMapper.shared().readTree(value.asString()) : value;
    }
}
