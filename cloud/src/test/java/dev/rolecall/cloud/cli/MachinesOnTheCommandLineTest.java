package dev.rolecall.cloud.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.TestCloud;

/** A learner's session with {@code aws ec2}, and with {@code aws cloudtrail} and {@code aws ssm} beside it. */
final class MachinesOnTheCommandLineTest {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ec2.amazonaws.com"}}]}""";
    private static final String AMI = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    private static final String USER_DATA = "#cloud-config\nruncmd:\n  - [mkdir, -p, /opt/lesson]\n";

    @TempDir
    private static Path home;
    private static final TestCloud cloud = new TestCloud();
    private static AwsCli aws;

    @BeforeAll
    static void find() {
        aws = AwsCli.of(cloud, home);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void anInstanceRunsWithAProfileThatIsTakenAwayAndGivenBack() throws IOException {
        profile("First");
        profile("Second");
        Files.writeString(home.resolve("user-data"), USER_DATA);
        String ami = aws.text("Parameter.Value", "ssm get-parameter --name", AMI);
        assertThat(ami).startsWith("ami-");
        JsonNode started = aws.json("ec2 run-instances --instance-type t4g.micro --iam-instance-profile Name=First "
                + "--user-data file://user-data --tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=lesson}] --image-id", ami)
                .path("Instances").path(0);
        String id = started.path("InstanceId").asString();
        assertThat(started.at("/IamInstanceProfile/Arn").asString()).endsWith(":instance-profile/First");
        aws.run("ec2 wait instance-running --instance-ids", id);

        assertThat(aws.text("Reservations[].Instances[].[InstanceId,State.Name]",
                "ec2 describe-instances --filters Name=tag:Name,Values=lesson Name=instance-state-name,Values=running").split("\\s+"))
                .containsExactly(id, "running");
        assertThat(decoded(aws.text("UserData.Value", "ec2 describe-instance-attribute --attribute userData --instance-id", id)))
                .isEqualTo(USER_DATA);
        await().until(() -> aws.text("Output", "ec2 get-console-output --instance-id", id)
                .contains("boot finished"));

        String association = aws.text("IamInstanceProfileAssociations[].AssociationId",
                "ec2 describe-iam-instance-profile-associations --filters Name=instance-id,Values=" + id);
        assertThat(aws.refused("ec2 associate-iam-instance-profile --iam-instance-profile Name=Second --instance-id", id))
                .contains("(IncorrectState)");
        String replaced = aws.text("IamInstanceProfileAssociation.AssociationId",
                "ec2 replace-iam-instance-profile-association --iam-instance-profile Name=Second --association-id", association);
        assertThat(profileOf(id)).endsWith(":instance-profile/Second");
        aws.run("ec2 disassociate-iam-instance-profile --association-id", replaced);
        assertThat(profileOf(id)).isEqualTo("None");
        aws.run("ec2 associate-iam-instance-profile --iam-instance-profile Name=First --instance-id", id);
        assertThat(profileOf(id)).endsWith(":instance-profile/First");

        JsonNode options = aws.json("ec2 modify-instance-metadata-options --http-tokens required --http-put-response-hop-limit 1 "
                + "--instance-id", id).path("InstanceMetadataOptions");
        assertThat(options.path("HttpTokens").asString()).isEqualTo("required");
        assertThat(options.path("HttpPutResponseHopLimit").asInt()).isEqualTo(1);

        assertThat(aws.text("TerminatingInstances[].PreviousState.Name", "ec2 terminate-instances --instance-ids", id))
                .isEqualTo("running");
        aws.run("ec2 wait instance-terminated --instance-ids", id);
        assertThat(aws.refused("ec2 describe-instances --instance-ids i-0123456789abcdef0")).contains("(InvalidInstanceID.NotFound)");
    }

    /** Which AWS answers as an error, whether or not it may be done. */
    @Test
    void aDryRunAsksThePoliciesAndDoesNothing() {
        String run = "ec2 run-instances --dry-run --instance-type t4g.micro --image-id ami-0123456789abcdef0";
        assertThat(aws.refused(run)).contains("(DryRunOperation)", "Request would have succeeded, but DryRun flag is set.");
        assertThat(aws.text("Reservations[].Instances[]",
                "ec2 describe-instances --filters Name=instance-state-name,Values=pending Name=image-id,Values=ami-0123456789abcdef0"))
                .as("none was started").isEmpty();
        String id = aws.text("Instances[].InstanceId", run.replace(" --dry-run", " --no-dry-run"));
        for (String call : new String[]{"terminate-instances --instance-ids " + id,
                "modify-instance-metadata-options --http-endpoint disabled --instance-id " + id,
                "create-tags --tags Key=a,Value=b --resources " + id, "describe-instances", "get-console-output --instance-id " + id}) {
            assertThat(aws.refused("ec2 " + call + " --dry-run")).as(call).contains("(DryRunOperation)");
        }
        JsonNode instance = aws.json("ec2 describe-instances --instance-ids", id).at("/Reservations/0/Instances/0");
        assertThat(instance.at("/State/Name").asString()).isIn("pending", "running");
        assertThat(instance.at("/MetadataOptions/HttpEndpoint").asString()).isEqualTo("enabled");
        AwsCli nobody = aws.as(cloud.user("dry", Optional.empty()));
        assertThat(nobody.refused("ec2 terminate-instances --dry-run --instance-ids", id)).contains("(UnauthorizedOperation)",
                "ec2:TerminateInstances");
        aws.run("ec2 terminate-instances --no-dry-run --instance-ids", id);
    }

    @Test
    void instancesAreListedPageByPage() {
        for (int count = 0; count < 2; count++) {
            aws.run("ec2 run-instances --instance-type t4g.micro --image-id ami-0123456789abcdef0 "
                    + "--tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=pages}]");
        }
        aws.assertPaged("ec2 describe-instances --filters Name=tag:Name,Values=pages", "Reservations", 2, 5);
        String ids = aws.text("Reservations[].Instances[].InstanceId", "ec2 describe-instances --filters Name=tag:Name,Values=pages");
        aws.run("ec2 terminate-instances --instance-ids", ids.split("\\s+"));
    }

    @Test
    void parametersAreKept() {
        assertThat(aws.json("ssm put-parameter --name /lesson/bucket --type String --value one").path("Version").asInt()).isEqualTo(1);
        assertThat(aws.refused("ssm put-parameter --name /lesson/bucket --type String --value two")).contains("(ParameterAlreadyExists)");
        aws.run("ssm put-parameter --overwrite --name /lesson/bucket --type String --value two");
        JsonNode parameters = aws.json("ssm get-parameters --names /lesson/bucket /lesson/none");
        assertThat(parameters.at("/Parameters/0/Value").asString()).isEqualTo("two");
        assertThat(parameters.at("/Parameters/0/Version").asInt()).isEqualTo(2);
        assertThat(parameters.at("/InvalidParameters/0").asString()).isEqualTo("/lesson/none");
        aws.run("ssm put-parameter --name /lesson/secret --type SecureString --value hidden");
        assertThat(aws.text("Parameter.Value", "ssm get-parameter --name /lesson/secret")).startsWith("AQICAH").doesNotContain("hidden");
        assertThat(aws.text("Parameter.Value", "ssm get-parameter --with-decryption --name /lesson/secret")).isEqualTo("hidden");
        aws.run("ssm delete-parameter --name /lesson/bucket");
        assertThat(aws.refused("ssm get-parameter --name /lesson/bucket")).contains("(ParameterNotFound)");
    }

    @Test
    void whatWasDoneIsLookedUp() {
        aws.run("iam create-user --user-name seen");
        aws.run("iam delete-user --user-name seen");
        JsonNode events = aws.json("cloudtrail lookup-events --page-size 1 --lookup-attributes",
                "AttributeKey=ResourceName,AttributeValue=seen").path("Events");
        assertThat(events.valueStream().map(event -> event.path("EventName").asString())).containsExactly("DeleteUser", "CreateUser");
        assertThat(events.path(0).path("CloudTrailEvent").asString()).contains("\"eventSource\":\"iam.amazonaws.com\"");
        assertThat(aws.json("cloudtrail lookup-events --max-items 1").path("Events")).hasSize(1);
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThat(aws.refused("ec2 describe-snapshots")).contains("This local cloud does not implement ec2:DescribeSnapshots");
        assertThat(aws.refused("ssm list-documents")).contains("This local cloud does not implement ssm:ListDocuments");
        assertThat(aws.refused("cloudtrail list-channels")).contains("This local cloud does not implement cloudtrail:ListChannels");
        assertThat(aws.refused("accessanalyzer list-analyzers"))
                .contains("This local cloud does not implement access-analyzer:GET /analyzer");
    }

    private static void profile(String name) {
        aws.run("iam create-role --role-name " + name + " --assume-role-policy-document", TRUST);
        aws.run("iam create-instance-profile --instance-profile-name " + name);
        aws.run("iam add-role-to-instance-profile --instance-profile-name " + name + " --role-name " + name);
    }

    private static String profileOf(String id) {
        return aws.text("Reservations[].Instances[].IamInstanceProfile.Arn || `None`", "ec2 describe-instances --instance-ids", id);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
