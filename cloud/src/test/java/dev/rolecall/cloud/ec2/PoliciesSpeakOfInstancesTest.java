package dev.rolecall.cloud.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import dev.rolecall.cloud.TestCloud;

/** The documented example policies for launching, tagging and ending instances, enforced. */
final class PoliciesSpeakOfInstancesTest {
    /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html: the type on instances only, the rest free. */
    private static final String SMALL_ONLY = """
            {"Version": "2012-10-17", "Statement": [
             {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:us-east-1:111122223333:instance/*",
              "Condition": {"StringEquals": {"ec2:InstanceType": ["t3.micro"], "ec2:MetadataHttpTokens": "required"}}},
             {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:us-east-1::image/ami-*",
              "arn:aws:ec2:us-east-1:111122223333:network-interface/*", "arn:aws:ec2:us-east-1:111122223333:volume/*"]},
             {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "arn:aws:ec2:us-east-1:111122223333:instance/*",
              "Condition": {"StringEquals": {"ec2:CreateAction": "RunInstances", "aws:RequestTag/team": "blue"}}},
             {"Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "*",
              "Condition": {"StringEquals": {"aws:ResourceTag/team": "blue", "ec2:ResourceTag/team": "blue"}}}]}""";

    private static TestCloud cloud;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void theTypeIsACondition() {
        try (Ec2Client ec2 = cloud.ec2(cloud.user("small", Optional.of(SMALL_ONLY)))) {
            assertDenied(() -> ec2.runInstances(launch(InstanceType.T3_LARGE, "blue")), "ec2:RunInstances on resource: "
                    + "arn:aws:ec2:us-east-1:111122223333:instance/*");
            assertDenied(() -> ec2.runInstances(launch(InstanceType.T3_MICRO, "red")), "ec2:CreateTags on resource");
            assertThat(ec2.runInstances(launch(InstanceType.T3_MICRO, "blue")).instances()).hasSize(1);
        }
    }

    @Test
    void oneEndsWhatHasOnesTag() {
        try (Ec2Client admin = cloud.ec2(cloud.administrator());
                Ec2Client ec2 = cloud.ec2(cloud.user("ender", Optional.of(SMALL_ONLY)))) {
            String blue = admin.runInstances(launch(InstanceType.T3_LARGE, "blue")).instances().getFirst().instanceId();
            String red = admin.runInstances(launch(InstanceType.T3_LARGE, "red")).instances().getFirst().instanceId();
            assertThat(ec2.terminateInstances(request -> request.instanceIds(blue)).terminatingInstances()).hasSize(1);
            assertDenied(() -> ec2.terminateInstances(request -> request.instanceIds(red)), "instance/" + red);
            admin.terminateInstances(request -> request.instanceIds(red));
        }
    }

    private static void assertDenied(Runnable call, String what) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Ec2Exception.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation")).hasMessageContaining(what);
    }

    private static RunInstancesRequest launch(InstanceType type, String team) {
        return RunInstancesRequest.builder().imageId("ami-0123456789abcdef0").instanceType(type).minCount(1).maxCount(1)
                .metadataOptions(options -> options.httpTokens("required"))
                .tagSpecifications(TagSpecification.builder().resourceType(ResourceType.INSTANCE)
                        .tags(Tag.builder().key("team").value(team).build()).build())
                .build();
    }
}
