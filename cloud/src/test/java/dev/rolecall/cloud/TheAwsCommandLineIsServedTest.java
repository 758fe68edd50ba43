package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** AWS's own command, where it is installed: other signer, other checksums, other defaults than the Java SDK's. */
class TheAwsCommandLineIsServedTest {
    @TempDir
    Path folder;

    @Test
    void aFileGoesUpAndComesBack() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "The aws command is not on the PATH: nothing was tried with it.");
        try (TestCloud cloud = new TestCloud()) {
            Path sent = Files.writeString(folder.resolve("sent.txt"), "from the command line\n".repeat(1_000));
            assertThat(aws(cloud, "sts", "get-caller-identity")).contains("assumed-role/RolecallAdministrator/administrator");
            aws(cloud, "s3", "mb", "s3://from-the-cli");
            aws(cloud, "s3", "cp", sent.toString(), "s3://from-the-cli/a folder/sent+1.txt");
            assertThat(aws(cloud, "s3", "ls", "s3://from-the-cli/a folder/")).contains("sent+1.txt");
            aws(cloud, "s3", "cp", "s3://from-the-cli/a folder/sent+1.txt", folder.resolve("back.txt").toString());
            assertThat(folder.resolve("back.txt")).hasSameTextualContentAs(sent);
            assertThat(aws(cloud, "iam", "list-roles")).contains("RolecallAdministrator");
        }
    }

    @Test
    void whatIsLeftIsAskedForOnTheCommandLine() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "The aws command is not on the PATH: nothing was tried with it.");
        try (TestCloud cloud = new TestCloud()) {
            aws(cloud, "logs", "create-log-group", "--log-group-name", "/from/the/cli", "--tags", "lesson=cli");
            assertThat(aws(cloud, "logs", "describe-log-groups")).contains("log-group:/from/the/cli:*");
            assertThat(aws(cloud, "resourcegroupstaggingapi", "get-resources", "--tag-filters", "Key=lesson,Values=cli"))
                    .contains("log-group:/from/the/cli");
            assertThat(aws(cloud, "s3", "ls")).contains("cdk-hnb659fds-assets-");
            assertThat(aws(cloud, "scheduler", "list-schedules")).contains("\"Schedules\": []");
            assertThat(aws(cloud, "cloudformation", "list-stacks", "--query", "StackSummaries[].StackName", "--output", "text"))
                    .isEqualToIgnoringWhitespace("CDKToolkit");
            assertThat(aws(cloud, "lambda", "list-functions")).contains("\"Functions\": []");
            assertThat(aws(cloud, "iam", "list-account-aliases")).contains("\"AccountAliases\": []");
        }
    }

    @Test
    void eventsAreLookedUpOnTheCommandLine() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "The aws command is not on the PATH: nothing was tried with it.");
        try (TestCloud cloud = new TestCloud()) {
            aws(cloud, "iam", "create-user", "--user-name", "from-the-cli");
            assertThat(aws(cloud, "cloudtrail", "lookup-events", "--lookup-attributes",
                    "AttributeKey=ResourceName,AttributeValue=from-the-cli", "--max-results", "5"))
                    .contains("\"EventName\": \"CreateUser\"")
                    .contains("\\\"userName\\\":\\\"from-the-cli\\\"").contains("aws-cli/");
            assertThat(aws(cloud, "cloudtrail", "describe-trails")).contains("\"trailList\": []");
        }
    }

    @Test
    void sessionsAreIssuedOnTheCommandLine() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "The aws command is not on the PATH: nothing was tried with it.");
        try (TestCloud cloud = new TestCloud()) {
            AwsCredentials user = cloud.user("Ana", Optional.of(TestCloud.allow("*", "*")));
            AuthenticatorApp app = AuthenticatorApp.of(cloud, "Ana");
            String role = cloud.role("worn", TestCloud.allow("*", "*"));
            assertThat(aws(cloud, user, "sts", "assume-role", "--role-arn", role, "--role-session-name", "cli", "--policy-arns",
                    "arn=arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "--duration-seconds", "900", "--external-id", "agreed",
                    "--serial-number", app.serial(), "--token-code", app.code()))
                    .contains("assumed-role/worn/cli", "\"PackedPolicySize\"");
            assertThat(aws(cloud, user, "sts", "get-session-token", "--duration-seconds", "900")).contains("\"ASIA", "\"Expiration\"");
            assertThat(aws(cloud, user, "sts", "get-federation-token", "--name", "Bob", "--tags", "Key=Project,Value=Lesson", "--policy",
                    TestCloud.allow("s3:ListAllMyBuckets", "*"))).contains("federated-user/Bob", TestCloud.ACCOUNT + ":Bob");
            assertThat(aws(cloud, user, "sts", "get-access-key-info", "--access-key-id", user.accessKeyId())).contains(TestCloud.ACCOUNT);
            assertThat(aws(cloud, user, "iam", "list-mfa-devices")).contains(app.serial());
        }
    }

    @Test
    void iamIsAskedOnTheCommandLine() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "The aws command is not on the PATH: nothing was tried with it.");
        try (TestCloud cloud = new TestCloud()) {
            aws(cloud, "iam", "create-user", "--user-name", "ann");
            aws(cloud, "iam", "create-group", "--group-name", "Admins");
            aws(cloud, "iam", "add-user-to-group", "--group-name", "Admins", "--user-name", "ann");
            aws(cloud, "iam", "attach-group-policy", "--group-name", "Admins", "--policy-arn",
                    "arn:aws:iam::aws:policy/IAMReadOnlyAccess");
            assertThat(aws(cloud, "iam", "get-policy-version", "--policy-arn", "arn:aws:iam::aws:policy/IAMReadOnlyAccess",
                    "--version-id", "v4")).contains("iam:SimulatePrincipalPolicy");
            assertThat(aws(cloud, "iam", "simulate-principal-policy", "--policy-source-arn",
                    "arn:aws:iam::" + TestCloud.ACCOUNT + ":user/ann", "--action-names", "iam:GetUser", "iam:CreateUser", "--query",
                    "EvaluationResults[].EvalDecision", "--output", "text")).contains("allowed").contains("implicitDeny");
            assertThat(aws(cloud, "iam", "get-account-summary", "--query", "SummaryMap.[Users,Groups,UsersQuota]", "--output", "text")
                    .split("\\s+")).containsExactly("1", "1", "5000");
            assertThat(aws(cloud, "iam", "generate-credential-report")).contains("STARTED");
            assertThat(aws(cloud, "iam", "get-credential-report", "--query", "Content", "--output", "text")).isNotBlank();
            assertThat(aws(cloud, "iam", "get-account-authorization-details", "--filter", "Group")).contains("IAMReadOnlyAccess");
        }
    }

    private String aws(TestCloud cloud, String... arguments) throws IOException, InterruptedException {
        return aws(cloud, cloud.administrator(), arguments);
    }

    private String aws(TestCloud cloud, AwsCredentials credentials, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws", "--endpoint-url", cloud.endpoint().toString(), "--region", TestCloud.REGION));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
        String path = builder.environment().getOrDefault("PATH", "");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", path, "HOME", folder.toString(), "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(), "AWS_EC2_METADATA_DISABLED", "true", "AWS_PAGER", ""));
        if (credentials instanceof AwsSessionCredentials session) {
            builder.environment().put("AWS_SESSION_TOKEN", session.sessionToken());
        }
        Process process = builder.start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private boolean isInstalled() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("aws", "--version").redirectErrorStream(true)
                    .redirectOutput(folder.resolve("version").toFile()).start();
            return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
