package dev.rolecall.infra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.AmazonLinux2023ImageSsmParameterProps;
import software.amazon.awscdk.services.ec2.AmazonLinuxCpuType;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.iam.InstanceProfile;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** An instance that runs the reader as a service: with a role by its instance profile, or with a user's key in its user data. */
final class ReaderInstance extends Construct {
    private final CfnInstance instance;

    /** From where the program on the instance has its credentials. */
    sealed interface Credentials {
        /** An instance profile around this role; nothing is written to the instance. */
        record OfRole(Role role) implements Credentials {}

        /** An access key in a credentials file of root; both values are tokens. There is no instance profile. */
        record OfUser(String accessKeyId, String secretAccessKey) implements Credentials {}
    }

    record Props(String workload, LessonBucket bucket, LabNetwork network, Program program, Credentials credentials) {}

    ReaderInstance(Construct scope, String id, Props props) {
        super(scope, id);
        String userData = userData(props);
        // The L1 construct: the L2 one always makes a role and a profile, and the key's instance must have none.
        CfnInstance.Builder builder = CfnInstance.Builder.create(this, "Instance").instanceType("t4g.micro").imageId(image())
                .subnetId(props.network().subnetId()).securityGroupIds(List.of(props.network().securityGroupId()))
                .metadataOptions(CfnInstance.MetadataOptionsProperty.builder().httpEndpoint("enabled").httpTokens("required")
                        .httpPutResponseHopLimit(1).build())
                .blockDeviceMappings(List.of(CfnInstance.BlockDeviceMappingProperty.builder().deviceName("/dev/xvda")
                        .ebs(CfnInstance.EbsProperty.builder().encrypted(true).volumeType("gp3").deleteOnTermination(true).build())
                        .build()))
                .propagateTagsToVolumeOnCreation(true).userData(Fn.base64(userData));
        profile(props.credentials()).ifPresent(profile -> builder.iamInstanceProfile(profile.getInstanceProfileName()));
        instance = builder.build();
        replaceWhenItChanges(userData);
        // It installs and fetches at its first boot and never again: the way to S3 has to be there before it is.
        instance.getNode().addDependency(props.network(), props.bucket());
        Suppressions.on(instance,
                new Suppressions.Reason("AwsSolutions-EC28", "Detailed monitoring costs money and shows nothing of credentials."),
                new Suppressions.Reason("AwsSolutions-EC29", "A lab has to go away in one piece; it holds no data and needs no group."));
    }

    /**
     * Changed user data leads to another instance, as {@code userDataCausesReplacement} of the L2 construct has it: CloudFormation would stop and
     * start the one that is there, and that boots with the program of its first boot.
     */
    private void replaceWhenItChanges(String userData) {
        Stack stack = Stack.of(this);
        byte[] resolved = String.valueOf(stack.resolve(userData)).getBytes(StandardCharsets.UTF_8);
        instance.overrideLogicalId(stack.getLogicalId(instance) + HexFormat.of().formatHex(sha256().digest(resolved), 0, 8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has it.", e);
        }
    }

    String id() {
        return instance.getRef();
    }

    private String image() {
        return MachineImage.latestAmazonLinux2023(
                AmazonLinux2023ImageSsmParameterProps.builder().cpuType(AmazonLinuxCpuType.ARM_64).build()).getImage(this).getImageId();
    }

    private Optional<InstanceProfile> profile(Credentials credentials) {
        return switch (credentials) {
            case Credentials.OfRole(Role role) ->
                Optional.of(InstanceProfile.Builder.create(this, "Profile").role(role).build());
            case Credentials.OfUser user -> Optional.empty();
        };
    }

    private static String userData(Props props) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("ROLECALL_WORKLOAD", props.workload());
        environment.put("ROLECALL_BUCKET", props.bucket().name());
        environment.put("ROLECALL_KEY", LessonBucket.KEY);
        environment.put("AWS_REGION", Aws.REGION);
        // Without it the SDK falls back to IMDSv1 when a token is refused, and a hardened instance would look like a soft one.
        environment.put("AWS_EC2_METADATA_V1_DISABLED", "true");
        return switch (props.credentials()) {
            case Credentials.OfRole role -> CloudConfig.text(props.program().url(), Aws.REGION, List.of(),
                    new SystemdUnit("DynamicUser=yes\n", environment));
            case Credentials.OfUser(String id, String secret) -> {
                environment.put("HOME", "/root");
                CloudConfig.WrittenFile key = new CloudConfig.WrittenFile("/root/.aws/credentials", "0600",
                        "[default]\naws_access_key_id=" + id + "\naws_secret_access_key=" + secret + "\n");
                yield CloudConfig.text(props.program().url(), Aws.REGION, List.of(key), new SystemdUnit("User=root\n", environment));
            }
        };
    }
}
