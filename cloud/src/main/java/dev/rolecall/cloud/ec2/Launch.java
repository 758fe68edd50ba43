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
                parameters.optional("PrivateIpAddress"), profile(parameters, profiles), userData(parameters), metadata(parameters),
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

    private static Optional<InstanceProfile> profile(Parameters parameters, InstanceProfiles profiles) {
        Parameters asked = parameters.structure("IamInstanceProfile");
        return asked.optional("Arn").or(() -> asked.optional("Name")).map(name -> profiles.find(name).orElseThrow(() -> {
            String kind = name.startsWith("arn:") ? "ARN" : "name";
            return invalid("InvalidParameterValue",
                    "Value (" + name + ") for parameter iamInstanceProfile." + (kind.equals("ARN") ? "arn" : "name")
                            + " is invalid. Invalid IAM Instance Profile " + kind);
        }));
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

    private static MetadataOptions metadata(Parameters parameters) {
        Parameters asked = parameters.structure("MetadataOptions");
        int hops = asked.integer("HttpPutResponseHopLimit").orElse(1);
        if (hops < 1 || hops > 64) {
            throw invalid("InvalidParameterValue", "Value (" + hops + ") for parameter HttpPutResponseHopLimit is invalid.");
        }
        return new MetadataOptions(choice(asked, "HttpTokens", "required", "optional", false), hops,
                choice(asked, "HttpEndpoint", "enabled", "disabled", true),
                choice(asked, "InstanceMetadataTags", "enabled", "disabled", false));
    }

    private static boolean choice(Parameters parameters, String name, String yes, String no, boolean otherwise) {
        String value = parameters.optional(name).orElse(otherwise ? yes : no);
        if (!value.equals(yes) && !value.equals(no)) {
            throw invalid("InvalidParameterValue", "Value (" + value + ") for parameter " + name + " is invalid.");
        }
        return value.equals(yes);
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
