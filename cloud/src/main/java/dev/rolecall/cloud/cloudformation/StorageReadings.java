package dev.rolecall.cloud.cloudformation;

import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/** What buckets, their policies and stored parameters are, by the services' own answers. */
final class StorageReadings {
    private static final String PUBLIC_ACCESS = "PublicAccessBlockConfiguration";
    private static final Set<String> NOT_CONFIGURED = Set.of("NoSuchPublicAccessBlockConfiguration", "NoSuchBucketPolicy");

    private StorageReadings() {}

    static void bucket(Reading reading) {
        if (reading.has(PUBLIC_ACCESS)) {
            reading.read(PUBLIC_ACCESS, configured(reading, "GetPublicAccessBlock").path(PUBLIC_ACCESS));
        }
    }

    static void bucketPolicy(Reading reading) {
        JsonNode policy = reading.call("s3", "GetBucketPolicy", bucket(reading.physicalId())).path("Policy");
        reading.read("PolicyDocument", IamReadings.document(reading.wanted().node().path("PolicyDocument")),
                JsonMapper.shared().readTree(policy.asString()));
    }

    static void parameter(Reading reading) {
        JsonNode parameter = reading.call("ssm", "GetParameter", JsonNodeFactory.instance.objectNode().put("Name", reading.physicalId()))
                .path("Parameter");
        reading.read("Type", parameter.path("Type"));
        reading.read("Value", parameter.path("Value"));
    }

    private static JsonNode configured(Reading reading, String operation) {
        try {
            return reading.call("s3", operation, bucket(reading.physicalId()));
        } catch (AwsException e) {
            if (NOT_CONFIGURED.contains(e.code())) {
                return MissingNode.getInstance();
            }
            throw e;
        }
    }

    private static ObjectNode bucket(String name) {
        return JsonNodeFactory.instance.objectNode().put("Bucket", name);
    }
}
