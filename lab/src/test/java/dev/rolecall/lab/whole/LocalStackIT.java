package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.lab.whole.Rolecall.Finished;

/**
 * LocalStack in a container: the synthesised stacks are deployed through its CloudFormation, and its Lambda API runs the functions. It enforces
 * no policy, and each test here says what follows from that; a change in LocalStack is noticed.
 */
final class LocalStackIT {
    private static final String ACCOUNT = "000000000000";

    @TempDir
    private static Path folder;

    private static Rolecall rolecall;
    private static Process process;
    private static String said;
    private static Map<String, String> keyless;
    private static Map<String, String> accessKey;
    private static IamClient iam;
    private static S3Client s3;
    private static Set<String> before;

    @BeforeAll
    static void deployAndKeep() throws IOException {
        Docker.require();
        before = Docker.containers();
        rolecall = new Rolecall(folder);
        process = rolecall.start("demo", "--target", "localstack", "--keep", "--json", "--assembly", Assembly.of(ACCOUNT).toString());
        await().until(() -> rolecall.err().contains("Ctrl-C stops everything") || !process.isAlive());
        said = rolecall.out();
        assertThat(process.isAlive()).as(rolecall.err()).isTrue();
        URI endpoint = URI.create(exported("AWS_ENDPOINT_URL"));
        StaticCredentialsProvider anybody = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder();
        iam = IamClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(anybody).httpClientBuilder(http)
                .build();
        s3 = S3Client.builder().endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(anybody).httpClientBuilder(http)
                .forcePathStyle(true).build();
        try (CloudFormationClient cloudFormation = CloudFormationClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(anybody).httpClientBuilder(http).build()) {
            keyless = outputs(cloudFormation, "RolecallKeyless");
            accessKey = outputs(cloudFormation, "RolecallAccessKey");
        }
    }

    @AfterAll
    static void interruptAndLookWhatIsLeft() throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        iam.close();
        s3.close();
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        Finished run = rolecall.finish(process);

        assertThat(run.code()).as(run.err()).isEqualTo(130);
        assertThat(Docker.containers()).isEqualTo(before);
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    @Test
    void allFourWorkloadsRead() throws IOException {
        Finished run = new Finished(0, said, rolecall.err());

        assertThat(run.outcomes()).isEqualTo("read read read read");
        assertThat(run.json().path("shown").asString()).isEqualTo("localstack");
        assertThat(run.workload("ec2-role").path("provider").asString()).isEqualTo("InstanceProfileCredentialsProvider");
        assertThat(run.workload("ec2-key").path("provider").asString()).isEqualTo("ProfileCredentialsProvider");
        assertThat(run.workload("lambda-role").path("provider").asString()).isEqualTo("EnvironmentVariableCredentialsProvider");
        assertThat(run.workload("lambda-key").path("provider").asString()).isEqualTo("StaticCredentialsProvider");
    }

    @Test
    void rolesWearSessionsOfLocalStacksStsAndUsersItsKeys() throws IOException {
        Finished run = new Finished(0, said, rolecall.err());

        assertThat(run.workload("ec2-role").path("accessKeyId").asString()).startsWith("LSIA");
        assertThat(run.workload("lambda-role").path("accessKeyId").asString()).startsWith("LSIA");
        assertThat(run.workload("ec2-key").path("accessKeyId").asString()).startsWith("LKIA");
        assertThat(run.workload("lambda-key").path("accessKeyId").asString()).startsWith("LKIA");
        assertThat(run.workload("lambda-role").path("secretAtRest").isEmpty()).isTrue();
        assertThat(run.workload("lambda-key").path("secretAtRest").path(0).path("where").asString()).isEqualTo("function-configuration");
    }

    @Test
    void nobodyChecksWhoAsks() {
        assertThat(new Finished(0, said, "").json().path("control").path("outcome").asString()).isEqualTo("read");
    }

    @Test
    void whatIsNotLocalStacksOwnIsSaid() {
        String notes = new Finished(0, said, "").json().path("notes").toString();

        assertThat(notes).contains("LocalStack has no machine behind an instance").contains("in a process of this machine");
        assertThat(notes.contains("stand-in")).isEqualTo(Docker.isStandIn(Docker.LOCALSTACK));
    }

    @Test
    void theRolesAreTrustedByTheirServicesAlone() {
        assertThat(trust("EC2-S3-Role")).contains("\"Service\":\"ec2.amazonaws.com\"").doesNotContain("\"AWS\"");
        assertThat(trust(keyless.get("FunctionRoleName"))).contains("\"Service\":\"lambda.amazonaws.com\"").doesNotContain("\"AWS\"");
    }

    @Test
    void theInstanceProfileHoldsTheRole() {
        assertThat(iam.listInstanceProfilesForRole(list -> list.roleName("EC2-S3-Role")).instanceProfiles()).singleElement()
                .satisfies(profile -> assertThat(profile.instanceProfileName()).startsWith("RolecallKeyless-"));
    }

    @Test
    void theRolesPolicyNamesTheLessonsObjectsOfTheRealBucket() {
        String policy = decoded(iam.getRolePolicy(get -> get.roleName("EC2-S3-Role").policyName("ReadLesson")).policyDocument());

        assertThat(policy).contains("s3:GetObject").contains("arn:aws:s3:::" + keyless.get("LessonBucket") + "/lesson/*");
    }

    @Test
    void theUserHasOneKeyAndABoundary() {
        User user = iam.getUser(get -> get.userName(accessKey.get("UserName"))).user();

        assertThat(user.permissionsBoundary().permissionsBoundaryArn()).contains(":policy/");
        assertThat(iam.listAccessKeys(list -> list.userName(user.userName())).accessKeyMetadata()).singleElement()
                .satisfies(key -> assertThat(key.status()).isEqualTo(StatusType.ACTIVE));
        assertThat(iam.listUserPolicies(list -> list.userName(user.userName())).policyNames())
                .as("LocalStack 4.14.0 makes a user without the inline policies of its template").isEmpty();
    }

    @Test
    void theBucketPolicyAdmitsTheLabByItsTag() {
        assertThat(s3.getBucketPolicy(get -> get.bucket(keyless.get("LessonBucket"))).policy()).contains("OnlyThisLabReads")
                .contains("aws:PrincipalTag/rolecall:lab");
    }

    /** The table of both directions: without any permission the local cloud refuses all four reads, and LocalStack none. */
    @Test
    void withoutAnyPermissionItReadsAllTheSame(@TempDir Path other) throws IOException, InterruptedException {
        Path local = Assembly.without("ReadLesson", Assembly.of(Assembly.LOCAL_ACCOUNT), other.resolve("a"));
        Path localstack = Assembly.without("ReadLesson", Assembly.of(ACCOUNT), other.resolve("b"));

        Finished enforced = new Rolecall(other.resolve("local")).run("demo", "--json", "--assembly", local.toString());
        Finished unenforced = new Rolecall(other.resolve("localstack")).run("demo", "--target", "localstack", "--json", "--assembly",
                localstack.toString());

        assertThat(enforced.outcomes()).as(enforced.err()).isEqualTo("refused refused refused refused");
        assertThat(unenforced.outcomes()).as(unenforced.err()).isEqualTo("read read read read");
    }

    private static String trust(String role) {
        return decoded(iam.getRole(get -> get.roleName(role)).role().assumeRolePolicyDocument()).replace(" ", "");
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static Map<String, String> outputs(CloudFormationClient cloudFormation, String stack) {
        return cloudFormation.describeStacks(describe -> describe.stackName(stack)).stacks().getFirst().outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private static String exported(String name) throws IOException {
        Matcher line = Pattern.compile("export " + name + "='?([^'\\n]+)'?").matcher(rolecall.err());
        assertThat(line.find()).as(rolecall.err()).isTrue();
        return line.group(1);
    }
}
