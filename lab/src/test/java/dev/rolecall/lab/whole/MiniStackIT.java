package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;

/** The lesson on an emulator that enforces policies and does not know every resource type: it is shown as far as it goes, and not said to be more. */
final class MiniStackIT {
    /** The root user's, whose secret MiniStack does not look at. */
    private static final String ROOT = "test";
    private static final String SECRET = UUID.randomUUID().toString();

    @TempDir
    private static Path folder;
    private static MiniStack ministack;
    private static EndpointInventory inventory;
    private static Set<String> before = Set.of();
    private static Set<String> after = Set.of();
    private static Rolecall rolecall = new Rolecall(Path.of(""));
    private static Rolecall.Finished run = new Rolecall.Finished(-1, "", "");

    @BeforeAll
    static void demonstrate() throws IOException, InterruptedException {
        ministack = MiniStack.start(Files.createDirectory(folder.resolve("ministack")));
        inventory = new EndpointInventory(ministack.endpoint(), ROOT, SECRET);
        before = inventory.look();
        rolecall = asRoot("demo");
        run = rolecall.run("demo", "--endpoint", ministack.endpoint().toString(), "--json");
        after = inventory.look();
    }

    @AfterAll
    static void end() {
        if (ministack != null) {
            ministack.close();
        }
    }

    @Test
    void itIsLabelledAsWhatAnEndpointDoes() {
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.json().path("target").asString()).isEqualTo("endpoint");
        assertThat(run.json().path("shown").asString()).isEqualTo("endpoint");
    }

    @Test
    void instancesAreNotShownAndTheEndpointIsQuoted() {
        assertThat(reason("ec2-role")).contains("AWS::EC2::Instance", "Unrecognized resource types: [AWS::EC2::Instance]");
        assertThat(reason("ec2-key")).contains("AWS::EC2::Instance",
                "Unrecognized resource types: [AWS::EC2::Instance, AWS::IAM::AccessKey]");
    }

    @Test
    void theKeysFunctionIsNotShownForWantOfTheKey() {
        assertThat(reason("lambda-key")).contains("AWS::IAM::AccessKey",
                "Unrecognized resource types: [AWS::EC2::Instance, AWS::IAM::AccessKey]");
    }

    @Test
    void anAnswerThatWasMadeUpIsNotTakenForTheFunctions() {
        assertThat(reason("lambda-role")).contains("Mock response - java25 not supported for local execution");
    }

    /** Without Docker it says of every container that it runs. */
    @Test
    void aTaskThatIsOnlyOnRecordIsNotWaitedFor() throws IOException, InterruptedException {
        try (MiniStack own = MiniStack.start(Files.createDirectory(folder.resolve("own")))) {
            Rolecall.Finished task = asRoot("task").run("demo", "-c", "ecs=true", "--endpoint", own.endpoint().toString(), "--json");
            assertThat(task.out()).as(task.err()).contains("is only on record");
        }
    }

    @Test
    void theControlSaysThatItEnforces() {
        assertThat(run.json().path("control").path("outcome").asString()).isEqualTo("refused");
    }

    @Test
    void nothingStaysBehind() throws IOException {
        assertThat(after).isEqualTo(before);
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    @Test
    void theSecretIsNotShown() {
        assertThat(run.out() + run.err()).doesNotContain(SECRET);
    }

    @Test
    void whatWasDeployedIsDestroyedAndASecondTimeThereIsNothing() throws IOException, InterruptedException {
        Rolecall.Finished deployed = asRoot("deploy").run("deploy", "--endpoint", ministack.endpoint().toString());
        assertThat(deployed.code()).as(deployed.err()).isEqualTo(1);
        assertThat(deployed.out()).contains("LessonBucket = ", "AWS::EC2::Instance");
        assertThat(inventory.look()).contains("stack RolecallKeyless", "stack RolecallAccessKey", "role EC2-S3-Role");

        assertThat(destroyed("first")).containsExactly("RolecallAccessKey", "RolecallKeyless");
        assertThat(inventory.look()).isEqualTo(before);
        assertThat(destroyed("second")).isEmpty();
    }

    private static List<String> destroyed(String name) throws IOException, InterruptedException {
        Rolecall.Finished destroyed = asRoot(name).run("destroy", "--endpoint", ministack.endpoint().toString(), "--json");
        assertThat(destroyed.code()).as(destroyed.err()).isZero();
        assertThat(destroyed.json().path("clean").asBoolean()).isTrue();
        return destroyed.json().path("removed").valueStream().map(stack -> stack.asString()).toList();
    }

    @Test
    void aKeyThatNobodyHasIsNotAccepted() throws IOException, InterruptedException {
        isNotAccepted("unknown", "AKIA" + "Q7NOBODYSKEY2345", SECRET, "InvalidClientTokenId");
    }

    @Test
    void aWrongSecretIsNotAccepted() throws IOException, InterruptedException {
        try (IamClient iam = iam()) {
            iam.createUser(create -> create.userName("learner"));
            AccessKey key = iam.createAccessKey(create -> create.userName("learner")).accessKey();

            isNotAccepted("wrong", key.accessKeyId(), SECRET, "SignatureDoesNotMatch");

            iam.deleteAccessKey(delete -> delete.userName("learner").accessKeyId(key.accessKeyId()));
            iam.deleteUser(delete -> delete.userName("learner"));
        }
    }

    private static void isNotAccepted(String name, String accessKeyId, String secret, String code)
            throws IOException, InterruptedException {
        Rolecall.Finished refused = with(name, accessKeyId, secret).run("demo", "--endpoint", ministack.endpoint().toString(), "--json");

        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().strip().lines()).singleElement().asString().startsWith("rolecall: ").contains("not accepted", code);
        assertThat(refused.err()).doesNotContain(secret).doesNotContain(accessKeyId);
    }

    @Test
    void aBootstrapThatWasThereBeforeStaysAsItWas() throws IOException, InterruptedException {
        String bucket = "cdk-hnb659fds-assets-000000000000-us-east-1";
        try (S3Client s3 = S3Client.builder().endpointOverride(ministack.endpoint()).region(Region.US_EAST_1).forcePathStyle(true)
                .credentialsProvider(root()).build()) {
            s3.createBucket(create -> create.bucket(bucket));
            s3.putObject(put -> put.bucket(bucket).key("somebody's"), RequestBody.fromString("own"));

            Rolecall.Finished shown = asRoot("bootstrapped").run("demo", "--endpoint", ministack.endpoint().toString());

            assertThat(shown.code()).as(shown.err()).isEqualTo(1);
            assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents()).anyMatch(object -> object.key().equals("somebody's"));
            Set<String> now = new TreeSet<>(before);
            now.add("bucket " + bucket);
            assertThat(inventory.look()).isEqualTo(now);
            s3.listObjectsV2(list -> list.bucket(bucket)).contents()
                    .forEach(object -> s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
            s3.deleteBucket(delete -> delete.bucket(bucket));
        }
    }

    @Test
    void whoeverMayNotMakeTheWholeBootstrapLeavesNothingOfIt() throws IOException, InterruptedException {
        String policy = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                 {"Effect": "Deny", "Action": "s3:CreateBucket", "Resource": "*"}]}""";
        try (IamClient iam = iam()) {
            iam.createUser(create -> create.userName("visitor"));
            iam.putUserPolicy(put -> put.userName("visitor").policyName("no-buckets").policyDocument(policy));
            AccessKey key = iam.createAccessKey(create -> create.userName("visitor")).accessKey();

            Rolecall.Finished refused = with("nobuckets", key.accessKeyId(), key.secretAccessKey()).run("demo", "--endpoint",
                    ministack.endpoint().toString());

            assertThat(refused.code()).as(refused.err()).isEqualTo(3);
            assertThat(refused.err().lines().filter(line -> line.startsWith("rolecall: "))).singleElement().asString()
                    .contains("no CDK bootstrap", "s3:CreateBucket");
            assertThat(refused.err()).doesNotContain(key.secretAccessKey());
            iam.deleteAccessKey(delete -> delete.userName("visitor").accessKeyId(key.accessKeyId()));
            iam.deleteUserPolicy(delete -> delete.userName("visitor").policyName("no-buckets"));
            iam.deleteUser(delete -> delete.userName("visitor"));
            assertThat(inventory.look()).isEqualTo(before);
        }
    }

    @Test
    void anEndpointThatDiesInTheMiddleIsSaidToBeGone() throws IOException, InterruptedException {
        try (MiniStack mortal = MiniStack.start(Files.createDirectory(folder.resolve("mortal")));
                Gate gate = new Gate(mortal.endpoint(), "Action=CreateStack")) {
            Rolecall visitor = asRoot("visitor");
            Process process = visitor.start("demo", "--endpoint", gate.endpoint().toString());
            await().until(() -> gate.reached() || !process.isAlive());

            mortal.kill();
            gate.open();
            Rolecall.Finished end = visitor.finish(process);

            assertThat(end.code()).as(end.err()).isEqualTo(4);
            assertThat(end.out()).isEmpty();
            assertThat(end.err().lines().filter(line -> line.startsWith("rolecall: "))).singleElement().asString()
                    .contains("there is no answer");
            assertThat(end.err()).contains("could not be deleted").doesNotContain("deletes itself");
            assertThat(end.err()).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain(SECRET);
            assertThat(visitor.processes()).isEmpty();
            assertThat(visitor.temporaryFiles()).isEmpty();
        }
    }

    private static IamClient iam() {
        return IamClient.builder().endpointOverride(ministack.endpoint()).region(Region.AWS_GLOBAL).credentialsProvider(root()).build();
    }

    private static StaticCredentialsProvider root() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ROOT, SECRET));
    }

    private static String reason(String workload) {
        assertThat(run.workload(workload).path("outcome").asString()).isEqualTo("failed");
        return run.workload(workload).path("notShown").asString();
    }

    private static Rolecall asRoot(String name) throws IOException {
        return with(name, ROOT, SECRET);
    }

    /** Nothing of this machine's AWS configuration takes part. */
    private static Rolecall with(String name, String accessKeyId, String secret) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        return new Rolecall(home).with("AWS_ACCESS_KEY_ID", accessKeyId).with("AWS_SECRET_ACCESS_KEY", secret).with("AWS_SESSION_TOKEN", "")
                .with("AWS_REGION", "us-east-1").with("AWS_CONFIG_FILE", home.resolve("no-config").toString())
                .with("AWS_SHARED_CREDENTIALS_FILE", home.resolve("no-credentials").toString());
    }
}
