package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import tools.jackson.databind.JsonNode;

import dev.rolecall.lab.target.AwsClients;

/** A lab is taken away by whoever has its name, in an account as on AWS, and what is left is named. */
final class DestroyingALabIT {
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private final PlayedAws aws = new PlayedAws();
    private final AwsClients account = aws.clients();

    @TempDir
    private Path folder;
    private List<String> before = List.of();

    @BeforeEach
    void lookAround() {
        before = Inventory.of(account);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void itLeavesNothingOfItsOwnAndEverythingOfTheNeighbours() throws IOException, InterruptedException {
        deploy(Assembly.original());
        List<String> neighbours = Inventory.of(account);
        deploy(Assembly.prefixed("alice"));
        assertThat(Inventory.of(account)).hasSizeGreaterThan(neighbours.size()).contains("role alice-EC2-S3-Role",
                "stack alice-RolecallAccessKey");

        JsonNode alices = clean(destroy("--json", "--prefix", "alice"));
        assertThat(alices.path("lab").asString()).isEqualTo("alice-rolecall");
        assertThat(texts(alices.path("removed"))).containsExactly("alice-RolecallAccessKey", "alice-RolecallKeyless");
        assertThat(Inventory.of(account)).isEqualTo(neighbours);

        JsonNode again = clean(destroy("--json", "--prefix", "alice"));
        assertThat(again.path("removed")).isEmpty();
        assertThat(Inventory.of(account)).isEqualTo(neighbours);

        Rolecall.Finished rest = destroy();
        assertThat(rest.code()).as(rest.err() + rest.out()).isZero();
        assertThat(rest.out()).contains("Nothing is left.").contains("looked for buckets, by name");
        assertThat(Inventory.of(account)).isEqualTo(before);
    }

    @Test
    void whatALearnerAttachedIsNamedWithTheCommandThatRemovesIt() throws IOException, InterruptedException {
        deploy(Assembly.original());
        String user = account.iam().listUsers().users().getFirst().userName();
        AccessKey second = account.iam().createAccessKey(create -> create.userName(user)).accessKey();
        account.iam().createLoginProfile(create -> create.userName(user).password("Corr3ct-horse-battery"));
        account.iam().attachUserPolicy(attach -> attach.userName(user).policyArn(ADMINISTRATOR));
        account.iam().putUserPolicy(put -> put.userName(user).policyName("extra").policyDocument(PlayedAws.EVERYTHING));
        account.iam().attachRolePolicy(attach -> attach.roleName("EC2-S3-Role").policyArn(ADMINISTRATOR));
        List<String> ids = account.iam().listAccessKeys(list -> list.userName(user)).accessKeyMetadata().stream()
                .map(AccessKeyMetadata::accessKeyId).toList();

        Rolecall.Finished told = destroy("--json");
        Rolecall.Finished read = destroy();

        assertThat(told.code()).as(told.err()).isEqualTo(1);
        assertThat(read.code()).as(read.err()).isEqualTo(1);
        assertThat(told.json().path("clean").asBoolean()).isFalse();
        assertThat(kinds(told)).contains("access-key", "login-profile", "attached-policy " + ADMINISTRATOR + " on " + user,
                "inline-policy extra of " + user, "attached-policy " + ADMINISTRATOR + " on EC2-S3-Role");
        assertThat(told.json().path("left")).allSatisfy(
                left -> assertThat(left.path("command").asString()).startsWith("aws ").contains("--endpoint-url " + aws.endpoint()));
        assertThat(ids).contains(second.accessKeyId())
                .allSatisfy(id -> assertThat(everythingOf(told) + everythingOf(read)).doesNotContain(id));
        assertThat(everythingOf(told) + everythingOf(read)).doesNotContain(second.secretAccessKey());
        assertThat(read.out()).contains("Still there").contains("inline-policy extra of " + user)
                .contains("aws iam delete-user-policy --policy-name extra --user-name " + user);

        AwsCli cli = new AwsCli(folder, PlayedAws.environment(aws.administrator(), folder));
        assumeTrue(cli.isInstalled(), "The aws command is not on the PATH: the commands were not tried.");
        for (JsonNode left : told.json().path("left")) {
            cli.run(left.path("command").asString());
        }
        clean(destroy("--json"));
        assertThat(Inventory.of(account)).isEqualTo(before);
    }

    @Test
    void aTaskThatStillRunsIsStoppedAndItsDefinitionIsForgotten() throws IOException, InterruptedException {
        deploy(Assembly.withTask());
        Map<String, String> outputs = account.cloudFormation().describeStacks(describe -> describe.stackName("RolecallTask")).stacks()
                .getFirst().outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        String task = account.ecs().runTask(run -> run.cluster(outputs.get("ClusterName")).taskDefinition(outputs.get("TaskDefinitionArn"))
                .launchType(LaunchType.FARGATE).networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc
                        .subnets(outputs.get("SubnetId")))))
                .tasks().getFirst().taskArn();
        assertThat(account.ecs().listTasks(list -> list.cluster(outputs.get("ClusterName"))).taskArns()).containsExactly(task);

        JsonNode certificate = clean(destroy("--json"));
        assertThat(texts(certificate.path("removed"))).containsExactly("RolecallTask", "RolecallAccessKey", "RolecallKeyless");
        assertThat(account.ecs().listClusters().clusterArns()).isEmpty();
        assertThat(account.ecs().listTaskDefinitions(list -> list.status(TaskDefinitionStatus.INACTIVE)).taskDefinitionArns()).isEmpty();
        assertThat(Inventory.of(account)).isEqualTo(before);
    }

    @Test
    void aLogGroupThatAFunctionMadeByItselfIsFound() throws IOException, InterruptedException {
        String group = "/aws/lambda/RolecallKeyless-Function-ABCDEFGHIJKL";
        account.logs().createLogGroup(create -> create.logGroupName(group));
        account.logs().createLogGroup(create -> create.logGroupName("/aws/lambda/somebody-elses"));
        Rolecall.Finished run = destroy("--json");
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(kinds(run)).containsExactly("log-group " + group);
        assertThat(run.json().path("left").path(0).path("command").asString())
                .startsWith("aws logs delete-log-group --log-group-name " + group);
    }

    @Test
    void whatMayNotBeLookedForIsSaidAndIsNoProof() throws IOException, InterruptedException {
        AwsCredentials blind = aws.role("blind", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                 {"Effect": "Deny", "Action": ["tag:GetResources", "scheduler:ListSchedules"], "Resource": "*"}]}""");
        Rolecall.Finished run = as(blind).run(aws.arguments("destroy"));
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("could not look for schedules, by name (AccessDenied")
                .contains("could not look for resources of any type, by tag")
                .contains("looked for buckets, by name").contains("that is no proof").doesNotContain("Nothing is left.");
        Rolecall.Finished json = as(blind).run(aws.arguments("destroy", "--json"));
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.json().path("clean").asBoolean()).isFalse();
        assertThat(json.json().path("checked").valueStream().filter(look -> !look.path("looked").asBoolean())).hasSize(2);
    }

    @Test
    void whatMayNotBeDeletedIsLeftAndSaid() throws IOException, InterruptedException {
        deploy(Assembly.original());
        AwsCredentials careful = aws.role("careful", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                 {"Effect": "Deny", "Action": "cloudformation:DeleteStack", "Resource": "*"}]}""");
        Rolecall.Finished run = as(careful).run(aws.arguments("destroy", "--json"));
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.json().path("failed")).hasSize(2).allMatch(sentence -> sentence.asString().contains("cloudformation:DeleteStack"));
        assertThat(kinds(run)).contains("stack RolecallAccessKey", "stack RolecallKeyless");
        clean(destroy("--json"));
    }

    private void deploy(Path assembly) throws IOException, InterruptedException {
        Rolecall.Finished run = as(aws.administrator()).run(aws.arguments("deploy", "--assembly", assembly.toString()));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("stay until somebody deletes them").contains("rolecall destroy");
    }

    /** From another folder, as somebody who has nothing of what the deployment told. */
    private Rolecall.Finished destroy(String... more) throws IOException, InterruptedException {
        return as(aws.administrator()).run(aws.arguments("destroy", more));
    }

    private Rolecall as(AwsCredentials credentials) throws IOException {
        Path own = Files.createTempDirectory(folder, "run");
        return new Rolecall(own).with(PlayedAws.environment(credentials, own));
    }

    private static JsonNode clean(Rolecall.Finished run) {
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.json().path("clean").asBoolean()).as(run.out()).isTrue();
        assertThat(run.json().path("left")).isEmpty();
        assertThat(run.json().path("checked")).hasSizeGreaterThan(8).allMatch(look -> look.path("looked").asBoolean());
        return run.json();
    }

    /** Kind and id of what is left; of an access key the kind alone, because its id is not printed whole. */
    private static List<String> kinds(Rolecall.Finished run) {
        return run.json().path("left").valueStream().map(left -> left.path("kind").asString()
                + (left.path("kind").asString().equals("access-key") || left.path("kind").asString().equals("login-profile")
                        ? ""
                        : " " + left.path("id").asString()))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String everythingOf(Rolecall.Finished run) {
        return run.out() + run.err();
    }
}
