package dev.rolecall.cloud.ec2;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.metadata.MetadataOptions;

/**
 * What {@code RunInstances} asks for, checked.
 *
 * @param userData          base64, as it came; may hold secrets
 * @param tagSpecifications tags by the type of the resource that is to get them
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html">RunInstances</a>
 */
record Launch(String imageId, String instanceType, int count, Optional<String> subnetId, List<String> securityGroups,
        Optional<String> availabilityZone, Optional<String> privateIp, Optional<InstanceProfile> profile, Optional<String> userData,
        MetadataOptions metadata, Map<String, Map<String, String>> tagSpecifications) {

    private static final int USER_DATA_BYTES = 16 * 1024;

    static Launch of(Parameters parameters, InstanceProfiles profiles) {
        int least = parameters.integer("MinCount").orElse(1);
        int most = parameters.integer("MaxCount").orElse(least);
        if (least < 1 || most < least || most > 20) {
            throw invalid("InvalidParameterValue", "Value (" + most + ") for parameter maxCount is invalid.");
        }
        String image = parameters.optional("ImageId")
                .orElseThrow(() -> invalid("MissingParameter", "The request must contain the parameter ImageId"));
        if (!image.matches("ami-[0-9a-z]+")) {
            throw invalid("InvalidAMIID.Malformed", "Invalid id: \"" + image + "\" (expecting \"ami-...\")");
        }
        return new Launch(image, parameters.optional("InstanceType").orElse("m1.small"), most, parameters.optional("SubnetId"),
                parameters.strings("SecurityGroupId"), parameters.structure("Placement").optional("AvailabilityZone"),
                parameters.optional("PrivateIpAddress"), ProfileAssociation.asked(parameters, profiles), userData(parameters),
                MetadataSettings.changed(MetadataSettings.AT_LAUNCH, parameters.structure("MetadataOptions")),
                tagSpecifications(parameters));
    }

    /** Those of the instance. */
    Map<String, String> tags() {
        return tagSpecifications.getOrDefault("instance", Map.of());
    }

    Optional<byte[]> decodedUserData() {
        return userData.map(Base64.getMimeDecoder()::decode);
    }

    @Override
    public String toString() {
        return "Launch[" + imageId + ", " + instanceType + ", " + profile.map(InstanceProfile::arn).orElse("no profile") + "]";
    }

    private static Optional<String> userData(Parameters parameters) {
        return parameters.optional("UserData").map(text -> {
            try {
                if (Base64.getMimeDecoder().decode(text).length > USER_DATA_BYTES) {
                    throw invalid("InvalidParameterValue", "User data is limited to 16384 bytes");
                }
                return text;
            } catch (IllegalArgumentException e) {
                throw invalid("InvalidParameterValue", "Invalid BASE64 encoding of user data");
            }
        });
    }

    private static Map<String, Map<String, String>> tagSpecifications(Parameters parameters) {
        Map<String, Map<String, String>> tags = new TreeMap<>();
        for (Parameters specification : parameters.structures("TagSpecification")) {
            tags.computeIfAbsent(specification.optional("ResourceType").orElse(""), _ -> new TreeMap<>())
                    .putAll(specification.tags("Tag"));
        }
        return tags;
    }

    private static AwsException invalid(String code, String message) {
        return new AwsException(code, 400, message);
    }
}
