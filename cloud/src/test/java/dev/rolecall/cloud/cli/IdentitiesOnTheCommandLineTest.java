package dev.rolecall.cloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.TestCloud;

/** A learner's session with {@code aws sts} and {@code aws iam}. */
final class IdentitiesOnTheCommandLineTest {
    private static final String READ = TestCloud.allow("s3:GetObject", "arn:aws:s3:::lesson/*");
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
    private static final String EC2_TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ec2.amazonaws.com"}}]}""";

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
    void aKeyIsMadeRotatedLookedAtAndTakenAway() {
        JsonNode user = aws.json("iam create-user --user-name kim --path /team/ --tags Key=team,Value=blue").path("User");
        assertThat(user.path("Arn").asString()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":user/team/kim");
        aws.run("iam put-user-policy --user-name kim --policy-name self --policy-document",
                TestCloud.allow("iam:*AccessKey*", user.path("Arn").asString()));
        JsonNode old = aws.json("iam create-access-key --user-name kim").path("AccessKey");
        assertThat(old.path("AccessKeyId").asString()).startsWith("AKIA");
        AwsCli withOld = with(old);
        assertThat(withOld.json("sts get-caller-identity").path("Arn")).isEqualTo(user.path("Arn"));

        JsonNode fresh = withOld.json("iam create-access-key").path("AccessKey");
        assertThat(withOld.refused("iam create-access-key")).contains("(LimitExceeded)", "AccessKeysPerUser: 2");
        AwsCli withFresh = with(fresh);
        withFresh.run("iam update-access-key --status Inactive --user-name kim --access-key-id", id(old));
        assertThat(withOld.refused("sts get-caller-identity")).contains("(InvalidClientTokenId)");
        assertThat(withFresh.text("AccessKeyMetadata[].Status", "iam list-access-keys --user-name kim").split("\\s+"))
                .containsExactlyInAnyOrder("Active", "Inactive");
        assertThat(aws.json("iam get-access-key-last-used --access-key-id", id(fresh)).path("UserName").asString()).isEqualTo("kim");
        withFresh.run("iam delete-access-key --user-name kim --access-key-id", id(old));
        assertThat(withFresh.refused("iam list-users")).contains("(AccessDenied)",
                "is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::" + TestCloud.ACCOUNT + ":user/ because no "
                        + "identity-based policy allows the iam:ListUsers action");

        assertThat(aws.json("iam generate-credential-report").path("State").asString()).isEqualTo("STARTED");
        String report = new String(Base64.getMimeDecoder().decode(aws.text("Content", "iam get-credential-report")),
                StandardCharsets.UTF_8);
        assertThat(report.lines().filter(line -> line.startsWith("kim,"))).hasSize(1).first().asString().contains(":user/team/kim");
        assertThat(aws.refused("iam delete-user --user-name kim")).contains("(DeleteConflict)");
        aws.run("iam delete-access-key --user-name kim --access-key-id", id(fresh));
        aws.run("iam delete-user-policy --user-name kim --policy-name self");
        aws.run("iam delete-user --user-name kim");
        assertThat(aws.refused("iam get-user --user-name kim")).contains("(NoSuchEntity)");
    }

    @Test
    void sessionsAreIssued() {
        assertThat(aws.json("sts get-caller-identity").path("Account").asString()).isEqualTo(TestCloud.ACCOUNT);
        String role = cloud.role("Worn", READ);
        JsonNode worn = aws.json("sts assume-role --role-session-name cli --duration-seconds 900 --role-arn", role, "--policy-arns",
                "arn=arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        assertThat(worn.path("AssumedRoleUser").path("Arn").asString()).endsWith(":assumed-role/Worn/cli");
        assertThat(aws.as(worn).json("sts get-caller-identity").path("UserId").asString()).endsWith(":cli");

        JsonNode session = aws.as(cloud.user("sam", Optional.empty())).json("sts get-session-token --duration-seconds 900");
        assertThat(session.path("Credentials").path("AccessKeyId").asString()).startsWith("ASIA");
        assertThat(aws.as(session).json("sts get-caller-identity").path("Arn").asString()).endsWith(":user/sam");
        assertThat(aws.as(session).refused("iam list-users")).contains("(InvalidClientTokenId)");
        assertThat(aws.refused("sts assume-role --role-session-name cli --role-arn", "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/None"))
                .contains("(AccessDenied)");
    }

    @Test
    void groupsRolesProfilesAndPoliciesAreManaged() {
        aws.run("iam create-group --group-name Readers");
        aws.run("iam create-user --user-name ann");
        aws.run("iam create-user --user-name bob");
        aws.run("iam add-user-to-group --group-name Readers --user-name ann");
        aws.run("iam attach-group-policy --group-name Readers --policy-arn", READ_ONLY);
        assertThat(aws.text("Users[].UserName", "iam get-group --group-name Readers")).isEqualTo("ann");
        assertThat(aws.text("Groups[].GroupName", "iam list-groups-for-user --user-name ann")).isEqualTo("Readers");
        assertThat(aws.json("iam list-users --page-size 1").path("Users").valueStream().map(user -> user.path("UserName").asString()))
                .contains("ann", "bob");
        JsonNode first = aws.json("iam list-users --max-items 1");
        assertThat(first.path("Users")).hasSize(1);
        assertThat(aws.json("iam list-users --max-items 1 --starting-token", first.path("NextToken").asString()).path("Users")).hasSize(1);

        String policy = aws.text("Policy.Arn", "iam create-policy --policy-name Read --policy-document", READ);
        aws.run("iam create-policy-version --set-as-default --policy-arn", policy, "--policy-document",
                TestCloud.allow("s3:ListBucket", "arn:aws:s3:::lesson"));
        aws.assertPaged("iam list-policy-versions --policy-arn " + policy, "Versions", 2);
        assertThat(aws.json("iam get-policy-version --version-id v1 --policy-arn", policy)
                .at("/PolicyVersion/Document/Statement/0/Action").asString()).isEqualTo("s3:GetObject");
        aws.run("iam set-default-policy-version --version-id v1 --policy-arn", policy);
        aws.run("iam delete-policy-version --version-id v2 --policy-arn", policy);
        assertThat(aws.text("PolicyVersion.IsDefaultVersion", "iam get-policy-version --version-id v1 --policy-arn", policy))
                .isEqualTo("True");

        aws.run("iam create-role --role-name Machine --assume-role-policy-document", EC2_TRUST);
        aws.run("iam attach-role-policy --role-name Machine --policy-arn", policy);
        aws.run("iam create-instance-profile --instance-profile-name Machine");
        aws.run("iam add-role-to-instance-profile --instance-profile-name Machine --role-name Machine");
        assertThat(aws.text("InstanceProfile.Roles[].RoleName", "iam get-instance-profile --instance-profile-name Machine"))
                .isEqualTo("Machine");
        assertThat(aws.text("AttachedPolicies[].PolicyArn", "iam list-attached-role-policies --role-name Machine")).isEqualTo(policy);
        assertThat(aws.json("iam list-entities-for-policy --policy-arn", policy).at("/PolicyRoles/0/RoleName").asString())
                .isEqualTo("Machine");
        assertThat(aws.refused("iam delete-policy --policy-arn", policy)).contains("(DeleteConflict)");

        aws.run("iam put-user-permissions-boundary --user-name ann --permissions-boundary", policy);
        assertThat(aws.text("User.PermissionsBoundary.PermissionsBoundaryArn", "iam get-user --user-name ann")).isEqualTo(policy);
        assertThat(aws.text("EvaluationResults[].EvalDecision", "iam simulate-principal-policy --action-names iam:GetUser s3:GetObject "
                + "--policy-source-arn", "arn:aws:iam::" + TestCloud.ACCOUNT + ":user/ann").split("\\s+"))
                .as("the boundary has no iam, the groups have no s3").containsExactly("implicitDeny", "implicitDeny");
        aws.run("iam delete-user-permissions-boundary --user-name ann");
        assertThat(aws.text("EvaluationResults[].EvalDecision", "iam simulate-principal-policy --action-names iam:GetUser "
                + "--policy-source-arn", "arn:aws:iam::" + TestCloud.ACCOUNT + ":user/ann")).isEqualTo("allowed");

        JsonNode details = aws.json("iam get-account-authorization-details --filter User Role LocalManagedPolicy");
        assertThat(details.path("UserDetailList").valueStream().map(user -> user.path("UserName").asString())).contains("ann", "bob");
        assertThat(details.path("RoleDetailList").valueStream()
                .filter(role -> role.path("RoleName").asString().equals("Machine")).findFirst().orElseThrow()
                .at("/InstanceProfileList/0/InstanceProfileName").asString()).isEqualTo("Machine");
        assertThat(details.path("Policies").valueStream().map(one -> one.path("PolicyName").asString())).contains("Read");
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThat(aws.refused("iam list-server-certificates")).contains("This local cloud does not implement iam:ListServerCertificates");
    }

    private static AwsCli with(JsonNode key) {
        return aws.as(AwsBasicCredentials.create(id(key), key.path("SecretAccessKey").asString()));
    }

    private static String id(JsonNode key) {
        return key.path("AccessKeyId").asString();
    }
}
