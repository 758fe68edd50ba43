package dev.rolecall.cloud.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.gateway.DeniedContext;

/** An instance in a subnet whose route table leads to a gateway endpoint of S3, and one in a subnet without. */
class RequestsOfInstancesComeThroughTheirEndpointTest {
    private static final String USER_DATA = """
            #cloud-config
            runcmd:
            - [aws, s3, cp, s3://through-endpoint/open, /open]
            - [aws, s3, cp, s3://through-endpoint/vpc-only, /vpc-only]
            - [aws, s3, cp, s3://through-endpoint/held-back, /held-back]
            - [aws, s3, cp, s3://through-endpoint/denied, /denied]
            """;
    private static final String TEMPLATE = """
            {"Resources": {
              "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.77.0.0/24"}},
              "Inside": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.77.0.0/26"}},
              "Outside": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.77.0.64/26"}},
              "Routes": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
              "Association": {"Type": "AWS::EC2::SubnetRouteTableAssociation",
               "Properties": {"SubnetId": {"Ref": "Inside"}, "RouteTableId": {"Ref": "Routes"}}},
              "Endpoint": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "RouteTableIds": [{"Ref": "Routes"}],
               "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "VpcEndpointType": "Gateway", "PolicyDocument":
                {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource":
                  ["arn:aws:s3:::through-endpoint/open", "arn:aws:s3:::through-endpoint/vpc-only", "arn:aws:s3:::through-endpoint/denied"]},
                 {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::through-endpoint/denied"}]}}},
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement":
                [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]},
               "Policies": [{"PolicyName": "read", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::through-endpoint/*"}]}}]}},
              "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [{"Ref": "Role"}]}},
              "OnlyFromTheVpc": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "through-endpoint", "PolicyDocument":
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
                 "Resource": "arn:aws:s3:::through-endpoint/vpc-only",
                 "Condition": {"StringNotEquals": {"aws:SourceVpc": {"Ref": "Vpc"}}}}]}}},
              "InsideInstance": {"Type": "AWS::EC2::Instance", "DependsOn": ["Association", "Endpoint", "OnlyFromTheVpc"], "Properties": {"ImageId": "ami-1",
               "InstanceType": "t4g.micro", "SubnetId": {"Ref": "Inside"}, "IamInstanceProfile": {"Ref": "Profile"}, "UserData": "%1$s"}},
              "OutsideInstance": {"Type": "AWS::EC2::Instance", "DependsOn": "OnlyFromTheVpc", "Properties": {"ImageId": "ami-1", "InstanceType": "t4g.micro",
               "SubnetId": {"Ref": "Outside"}, "IamInstanceProfile": {"Ref": "Profile"}, "UserData": "%1$s"}}},
             "Outputs": {"Vpc": {"Value": {"Ref": "Vpc"}}, "Endpoint": {"Value": {"Ref": "Endpoint"}},
              "Inside": {"Value": {"Ref": "InsideInstance"}}, "Outside": {"Value": {"Ref": "OutsideInstance"}}}}
            """.formatted(Base64.getEncoder().encodeToString(USER_DATA.getBytes(StandardCharsets.UTF_8)));

    private static TestCloud cloud;
    private static Map<String, String> outputs;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        try (S3Client s3 = cloud.s3(cloud.administrator()); CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("through-endpoint"));
            for (String key : List.of("open", "vpc-only", "held-back", "denied")) {
                s3.putObject(request -> request.bucket("through-endpoint").key(key), RequestBody.fromString(key));
            }
            stacks.createStack(request -> request.stackName("Network").templateBody(TEMPLATE).capabilities(Capability.CAPABILITY_IAM));
            await().until(() -> stacks.describeStacks(request -> request.stackName("Network")).stacks()
                    .getFirst().stackStatus() == StackStatus.CREATE_COMPLETE);
            outputs = stacks.describeStacks(request -> request.stackName("Network")).stacks().getFirst().outputs().stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void theEndpointsPolicyDecidesBesideTheRoles() {
        String console = console("Inside");
        assertThat(console).contains("aws s3 cp s3://through-endpoint/open /open\r\n")
                .contains("because no VPC endpoint policy allows the s3:GetObject action")
                .contains("with an explicit deny in a VPC endpoint policy");
        assertThat(console("Outside")).doesNotContain("VPC endpoint policy");
    }

    @Test
    void aRequestThroughTheEndpointHasItsVpcAndNoPublicAddress() {
        console("Inside");
        Map<String, List<String>> keys = DeniedContext.of(denied("Inside", "held-back"));
        List<String> address = keys.getOrDefault("aws:ec2instancesourceprivateipv4", List.of());
        assertThat(keys).containsEntry("aws:sourcevpc", List.of(outputs.get("Vpc")))
                .containsEntry("aws:sourcevpce", List.of(outputs.get("Endpoint")))
                .containsEntry("aws:ec2instancesourcevpc", List.of(outputs.get("Vpc"))).containsEntry("aws:vpcsourceip", address)
                .containsEntry("ec2:roledelivery", List.of("2.0"))
                .containsEntry("ec2:sourceinstancearn",
                        List.of("arn:aws:ec2:us-east-1:" + TestCloud.ACCOUNT + ":instance/" + outputs.get("Inside")))
                .doesNotContainKey("aws:sourceip");
        assertThat(address).singleElement().asString().startsWith("10.77.0.");
    }

    @Test
    void whereNoRouteLeadsToAnEndpointARequestComesFromTheInternet() {
        assertThat(console("Outside")).contains("aws s3 cp s3://through-endpoint/vpc-only /vpc-only: failed");
        Map<String, List<String>> keys = DeniedContext.of(denied("Outside", "vpc-only"));
        assertThat(keys).containsEntry("aws:sourceip", List.of("127.0.0.1"))
                .containsEntry("aws:ec2instancesourcevpc", List.of(outputs.get("Vpc")))
                .doesNotContainKeys("aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip");
    }

    private static String console(String instance) {
        try (Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            return await().until(() -> {
                String output = ec2.getConsoleOutput(request -> request.instanceId(outputs.get(instance))).output();
                return new String(Base64.getDecoder().decode(output), StandardCharsets.UTF_8);
            }, text -> text.contains("boot finished"));
        }
    }

    private static AuditRecord denied(String instance, String key) {
        return cloud.cloud().audited().stream().filter(record -> record.principal().endsWith("/" + outputs.get(instance)))
                .filter(record -> record.decision().isPresent()
                        && record.checks().stream().anyMatch(check -> check.resource().endsWith("/" + key)))
                .findFirst().orElseThrow();
    }
}
