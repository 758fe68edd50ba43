package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.model.Tag;
import tools.jackson.databind.JsonNode;

import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.lab.cli.InThisProcess.Ran;
import dev.rolecall.lab.whole.PlayedAws;

/** {@code rolecall role export}, from templates and from a cloud that runs. */
final class ExportingRolesTest {
    private static final String EC2 = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ec2.amazonaws.com"}}]}""";
    private static final String TEMPLATE = """
            {"Parameters": {"Team": {"Type": "String", "Default": "blue"}, "Version": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/v"}},
             "Conditions": {"Never": {"Fn::Equals": [{"Ref": "Team"}, "green"]}},
             "Mappings": {"Services": {"us-east-1": {"ec2": "ec2.amazonaws.com"}}},
             "Resources": {
              "Bucket70B58353": {"Type": "AWS::S3::Bucket"},
              "Named": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Join": ["-", ["lesson", {"Ref": "Team"}]]}}},
              "Queue": {"Type": "AWS::Custom::Thing"},
              "Bounds": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Version": "2012-10-17", "Statement":
                {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}},
              "Unmade": {"Type": "AWS::IAM::Role", "Condition": "Never", "Properties": {"RoleName": "Reader"}},
              "Reader3CCE2F1D": {"Type": "AWS::IAM::Role", "Properties": {
                "RoleName": {"Fn::Sub": "Reader"}, "Path": "/lesson/", "Description": {"Fn::Sub": ["for ${Who} in ${AWS::Region}", {"Who": {"Ref": "Team"}}]},
                "MaxSessionDuration": 7200, "Tags": [{"Key": "team", "Value": {"Ref": "Team"}}],
                "PermissionsBoundary": {"Ref": "Bounds"},
                "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess", {"Fn::If": ["Never", "arn:aws:iam::aws:policy/AdministratorAccess",
                  {"Ref": "AWS::NoValue"}]}],
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"Service": {"Fn::FindInMap": ["Services", {"Ref": "AWS::Region"}, "ec2"]},
                                "AWS": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::", {"Ref": "AWS::AccountId"}, ":root"]]}}}]},
                "Policies": [{"PolicyName": "Inline", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:GetObject", "Resource": [
                    {"Fn::Join": ["", [{"Fn::GetAtt": ["Bucket70B58353", "Arn"]}, "/*"]]}, {"Fn::Sub": "${Named.Arn}/${!aws:username}/*"},
                    {"Fn::ImportValue": "Other:Key"}]}]}}]}},
              "DefaultPolicy": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyName": "ReaderDefault", "Roles": [{"Ref": "Reader3CCE2F1D"}],
                "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "x:Y",
                  "Resource": {"Fn::Sub": "arn:aws:x:::${Queue.Id}"}}}}}}}""";
    private static final String OTHER = """
            {"Resources": {"Key": {"Type": "AWS::KMS::Key"}, "Lone": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": %s}},
              "Reader12345678": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": %s}}},
             "Outputs": {"Key": {"Value": {"Fn::GetAtt": ["Key", "Arn"]}, "Export": {"Name": "Other:Key"}}}}""".formatted(EC2, EC2);
    private static final String MANIFEST = """
            {"artifacts": {
              "Lesson": {"type": "aws:cloudformation:stack", "environment": "aws://444455556666/us-east-1", "properties": {"templateFile": "lesson.json"}},
              "Other": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": {"templateFile": "other.json"}},
              "Images": {"type": "cdk:asset-manifest", "properties": {"file": "not-there.json"}}}}""";

    @TempDir
    private Path folder;
    private String cdkOut = "";

    @BeforeEach
    void synthesise() throws IOException {
        Path assembly = Files.createDirectory(folder.resolve("cdk.out"));
        Files.writeString(assembly.resolve("lesson.json"), TEMPLATE);
        Files.writeString(assembly.resolve("other.json"), OTHER);
        Files.writeString(assembly.resolve("manifest.json"), MANIFEST);
        cdkOut = assembly.toString();
    }

    @Test
    void aRoleOfTheTemplatesIsWrittenAsIamWouldTellIt() {
        JsonNode role = exported("Lesson/Reader3CCE2F1D").json();

        assertThat(List.copyOf(role.propertyNames())).startsWith("RoleName", "AssumeRolePolicyDocument");
        assertThat(role.path("RoleName").asString()).isEqualTo("Reader");
        assertThat(role.path("Arn").asString()).isEqualTo("arn:aws:iam::444455556666:role/lesson/Reader");
        assertThat(role.path("Description").asString()).isEqualTo("for blue in us-east-1");
        assertThat(role.path("MaxSessionDuration").asInt()).isEqualTo(7_200);
        assertThat(role.at("/Tags/0/Value").asString()).isEqualTo("blue");
        assertThat(role.at("/PermissionsBoundary/PermissionsBoundaryArn").asString()).isEqualTo("arn:aws:iam::444455556666:policy/Bounds");
        assertThat(role.at("/PermissionsBoundary/PolicyDocument/Statement/Action").asString()).isEqualTo("s3:*");
        assertThat(role.path("AttachedManagedPolicies").size()).isEqualTo(1);
        assertThat(role.at("/AttachedManagedPolicies/0/PolicyName").asString()).isEqualTo("ReadOnlyAccess");
        assertThat(role.path("RolePolicyList").valueStream().map(policy -> policy.path("PolicyName").asString()))
                .containsExactly("Inline", "ReaderDefault");
    }

    @Test
    void intrinsicFunctionsAreResolvedAsFarAsCanBe() {
        JsonNode role = exported("Reader").json();

        assertThat(role.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service").asString()).isEqualTo("ec2.amazonaws.com");
        assertThat(role.at("/AssumeRolePolicyDocument/Statement/0/Principal/AWS").asString()).isEqualTo("arn:aws:iam::444455556666:root");
        assertThat(role.at("/RolePolicyList/0/PolicyDocument/Statement/0/Resource").valueStream().map(JsonNode::asString)).containsExactly(
                "arn:aws:s3:::Bucket70B58353/*", "arn:aws:s3:::lesson-blue/${aws:username}/*",
                "arn:aws:kms:us-east-1:111122223333:key/Key");
        assertThat(role.at("/RolePolicyList/1/PolicyDocument/Statement/Resource").asString()).as("nobody knows what that will be")
                .isEqualTo("arn:aws:x:::${Queue.Id}");
    }

    @Test
    void whatIsExportedIsPoliciesThatIamTakes() {
        readable(exported("Lesson/Reader3CCE2F1D").json());
        readable(exported("Lone").json());
    }

    @Test
    void whatStandsForSomethingUnknownIsSaid() {
        assertThat(exported("Lone").err()).contains("111122223333").contains("--account").contains("logical id");
        assertThat(exported("Reader3CCE2F1D").err()).doesNotContain("--account");
        assertThat(exported("Lone", "--account", "222233334444", "--region", "eu-central-1").json().path("Arn").asString())
                .isEqualTo("arn:aws:iam::222233334444:role/Lone");
        assertThat(exported("Lone", "--account", "222233334444", "--region", "cn-north-1").json().path("Arn").asString())
                .startsWith("arn:aws-cn:");
    }

    @Test
    void aNameThatNoRoleOrMoreThanOneHasIsAnsweredWithThoseThereAre() throws IOException {
        refused("Writer", "Lesson/Reader3CCE2F1D (Reader)", "Other/Lone");
        assertThat(exported("Lone").code()).isZero();
        Files.writeString(Path.of(cdkOut).resolve("other.json"), OTHER.replace("\"Lone\"", "\"Reader3CCE2F1D\""));
        refused("Reader3CCE2F1D", "More than one", "Lesson/Reader3CCE2F1D", "Other/Reader3CCE2F1D");
    }

    @Test
    void whatIsNoAssemblyIsWrongInput() throws IOException {
        Ran none = CommandLineInTest.in(folder).run("role", "export", "Reader", "--cdk-out", folder.resolve("none").toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.complaint()).contains("rolecall synth").contains("--endpoint");
        Files.writeString(Path.of(cdkOut).resolve("lesson.json"), "{");
        refused("Reader", "lesson.json", "no JSON");
        Files.delete(Path.of(cdkOut).resolve("manifest.json"));
        refused("Reader", "not a cloud assembly");
    }

    @Test
    void rolesOfStagesAndOfNestedStacksAreFound() throws IOException {
        Path out = Path.of(cdkOut);
        Path stage = Files.createDirectory(out.resolve("assembly-Stage"));
        Files.writeString(stage.resolve("manifest.json"), """
                {"artifacts": {"Stage-Deep": {"type": "aws:cloudformation:stack", "environment": "aws://444455556666/us-east-1",
                 "properties": {"templateFile": "deep.json"}}}}""");
        Files.writeString(stage.resolve("deep.json"),
                """
                {"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "inner.nested.template.json"}}}}""");
        Files.writeString(stage.resolve("inner.nested.template.json"), OTHER.replace("Lone", "Deepest"));
        Files.writeString(out.resolve("manifest.json"), MANIFEST.replaceFirst("\\{\"artifacts\": \\{",
                "{\"artifacts\": {\"stage\": {\"type\": \"cdk:cloud-assembly\", \"properties\": {\"directoryName\": \"assembly-Stage\"}},"));

        assertThat(exported("Deepest").json().path("Arn").asString()).isEqualTo("arn:aws:iam::444455556666:role/Deepest");
    }

    @Test
    void aRoleOfACloudIsWrittenWithTheDocumentsOfItsPolicies() {
        try (PlayedAws aws = new PlayedAws()) {
            aws.clients().iam().createRole(create -> create.roleName("EC2-S3-Role").path("/lesson/").description("reads")
                    .assumeRolePolicyDocument(EC2).maxSessionDuration(7_200)
                    .permissionsBoundary("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
                    .tags(Tag.builder().key("a").value("b").build()));
            aws.allow("EC2-S3-Role", PlayedAws.EVERYTHING);
            String own = aws.clients().iam().createPolicy(create -> create.policyName("Own").policyDocument(PlayedAws.EVERYTHING)).policy()
                    .arn();
            aws.clients().iam().attachRolePolicy(attach -> attach.roleName("EC2-S3-Role").policyArn(own));

            Ran ran = new InThisProcess(folder, folder).run(aws.administrator(), "role", "export", "EC2-S3-Role", "--endpoint",
                    aws.endpoint().toString());
            assertThat(ran.code()).as(ran.err()).isZero();
            JsonNode role = ran.json();
            assertThat(role.path("Path").asString()).isEqualTo("/lesson/");
            assertThat(role.path("Description").asString()).isEqualTo("reads");
            assertThat(role.path("MaxSessionDuration").asInt()).isEqualTo(7_200);
            assertThat(role.at("/RolePolicyList/0/PolicyName").asString()).isEqualTo("own");
            assertThat(role.at("/AttachedManagedPolicies/0/PolicyArn").asString()).isEqualTo(own);
            assertThat(role.at("/PermissionsBoundary/PermissionsBoundaryArn").asString()).endsWith("AmazonS3ReadOnlyAccess");
            assertThat(role.at("/Tags/0/Key").asString()).isEqualTo("a");
            readable(role);

            Ran absent = new InThisProcess(folder, folder).run(aws.administrator(), "role", "export", "Writer", "--endpoint",
                    aws.endpoint().toString());
            assertThat(absent.code()).isEqualTo(2);
            assertThat(absent.complaint()).contains("Writer").contains("EC2-S3-Role");
        }
    }

    private static void readable(JsonNode role) {
        assertThat(PolicyDocument.parse(role.path("AssumeRolePolicyDocument").toString(), PolicyKind.TRUST).statements()).isNotEmpty();
        for (String list : List.of("RolePolicyList", "AttachedManagedPolicies")) {
            role.path(list).valueStream().filter(policy -> policy.has("PolicyDocument")).forEach(policy -> assertThat(
                    PolicyDocument.parse(policy.path("PolicyDocument").toString(), PolicyKind.IDENTITY).statements()).isNotEmpty());
        }
    }

    private void refused(String name, String... words) {
        Ran ran = CommandLineInTest.in(folder).run("role", "export", name, "--cdk-out", cdkOut);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.complaint()).contains(words);
        assertThat(ran.out()).isEmpty();
    }

    private Ran exported(String name, String... more) {
        return CommandLineInTest.in(folder).run(Stream
                .concat(Stream.of("role", "export", name, "--cdk-out", cdkOut), Stream.of(more))
                .toArray(String[]::new));
    }
}
