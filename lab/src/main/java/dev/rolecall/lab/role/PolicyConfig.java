package dev.rolecall.lab.role;

import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;

/**
 * A policy of a role.
 *
 * @param arn      of a managed one
 * @param document left out where a managed policy is somebody else's and only its ARN is known
 */
record PolicyConfig(String name, Optional<String> arn, Optional<JsonNode> document) {

    ObjectNode json() {
        ObjectNode json = JsonDocument.object().put("PolicyName", name);
        arn.ifPresent(text -> json.put("PolicyArn", text));
        document.ifPresent(found -> json.set("PolicyDocument", found));
        return json;
    }

    /** The same as a permissions boundary. */
    ObjectNode boundaryJson() {
        ObjectNode json = JsonDocument.object().put("PermissionsBoundaryType", "Policy").put("PermissionsBoundaryArn", arn.orElse(name));
        document.ifPresent(found -> json.set("PolicyDocument", found));
        return json;
    }
}
