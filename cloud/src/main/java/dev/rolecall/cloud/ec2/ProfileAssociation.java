package dev.rolecall.cloud.ec2;

import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.metadata.InstanceProfile;

/**
 * That an instance wears a profile.
 *
 * @param id {@code iip-assoc-} and 17 hexadecimal digits
 * @param at since when
 */
record ProfileAssociation(String id, InstanceProfile profile, Instant at) {
    static final String PREFIX = "iip-assoc-";

    /** The profile that a request names; empty where it names none. */
    static Optional<InstanceProfile> asked(Parameters parameters, InstanceProfiles profiles) {
        Parameters asked = parameters.structure("IamInstanceProfile");
        return asked.optional("Arn").or(() -> asked.optional("Name")).map(name -> profiles.find(name).orElseThrow(() -> {
            boolean arn = name.startsWith("arn:");
            return new AwsException("InvalidParameterValue", 400, "Value (" + name + ") for parameter iamInstanceProfile."
                    + (arn ? "arn" : "name") + " is invalid. Invalid IAM Instance Profile " + (arn ? "ARN" : "name"));
        }));
    }

    static ObjectNode node(InstanceProfile profile) {
        return JsonNodeFactory.instance.objectNode().put("arn", profile.arn()).put("id", profile.id());
    }

    ObjectNode node(String instanceId, String state) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("associationId", id).put("instanceId", instanceId).put("state", state)
                .put("timestamp", at.toString());
        node.set("iamInstanceProfile", node(profile));
        return node;
    }
}
