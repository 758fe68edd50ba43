package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

import dev.rolecall.lab.cli.InThisProcess.Ran;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.whole.Inventory;
import dev.rolecall.lab.whole.PlayedAws;

/** {@code rolecall policy explain} against a cloud that runs: everything is found by AWS's own APIs. */
final class ExplainingOnACloudTest {
    private static final PlayedAws AWS = new PlayedAws();
    private static final String BUCKET = "explained-objects";
    private static final String IAM = "arn:aws:iam::" + PlayedAws.ACCOUNT + ":";
    private static final String BLUE = object("blue/x");
    private static final String GREEN = object("green/x");

    @TempDir
    private static Path folder;
    private static AwsCredentials alice = AwsBasicCredentials.create("nobody", "nothing");

    @BeforeAll
    static void furnish() {
        AwsClients clients = AWS.clients();
        clients.s3().createBucket(create -> create.bucket(BUCKET));
        for (String key : List.of("blue/x", "green/x")) {
            clients.s3().putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("x"));
        }
        clients.s3().putBucketPolicy(put -> put.bucket(BUCKET).policy("""
                {"Version": "2012-10-17", "Statement": [{"Sid": "OnlyBlue", "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
                 "Resource": "arn:aws:s3:::%s/blue/*", "Condition": {"StringNotEquals": {"aws:PrincipalTag/team": "blue"}}}]}"""
                .formatted(BUCKET)));
        String boundary = clients.iam().createPolicy(create -> create.policyName("Bounds").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "iam:*"], "Resource": "*"}]}"""))
                .policy().arn();
        alice = AWS.user("alice", PlayedAws.EVERYTHING);
        clients.iam().putUserPermissionsBoundary(put -> put.userName("alice").permissionsBoundary(boundary));
        clients.iam().createRole(create -> create.roleName("Blue").path("/teams/").tags(Tag.builder().key("team").value("blue").build())
                .assumeRolePolicyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                         "Principal": {"AWS": "arn:aws:iam::%s:user/alice"}}]}""".formatted(PlayedAws.ACCOUNT)));
        clients.iam().attachRolePolicy(attach -> attach.roleName("Blue").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
    }

    @AfterAll
    static void stop() {
        AWS.close();
    }

    @Test
    void whatItSaysOfAUserIsWhatHappens() {
        assertThat(explain(IAM + "user/alice", "s3:GetObject", GREEN).code()).isEqualTo(happens(alice, "green/x")).isZero();

        Ran blue = explain(IAM + "user/alice", "s3:GetObject", BLUE);
        assertThat(blue.code()).isEqualTo(happens(alice, "blue/x")).isEqualTo(1);
        assertThat(blue.json().path("decision").asString()).isEqualTo("ExplicitDeny");
        assertThat(blue.json().path("layer").asString()).isEqualTo("RESOURCE");
        assertThat(blue.out()).contains("OnlyBlue").contains("of bucket " + BUCKET);
    }

    @Test
    void theBoundaryOfAUserIsFound() {
        Ran bounded = explain(IAM + "user/alice", "s3:PutObject", GREEN);
        assertThat(bounded.json().path("layer").asString()).isEqualTo("BOUNDARY");
        assertThat(bounded.out()).contains(IAM + "policy/Bounds");
    }

    @Test
    void aRoleIsFoundByItsArnAndByThatOfASession() {
        for (String principal : List.of(IAM + "role/teams/Blue", "arn:aws:sts::" + PlayedAws.ACCOUNT + ":assumed-role/Blue/i-0abc")) {
            Ran blue = explain(principal, "s3:GetObject", BLUE);
            assertThat(blue.code()).as("its tag is known: %s", blue.out()).isZero();
            assertThat(blue.out()).contains("AmazonS3ReadOnlyAccess").contains("session policy");
            JsonNode context = blue.json().path("context");
            assertThat(context.at("/aws:PrincipalArn/0").asString()).isEqualTo(IAM + "role/teams/Blue");
            assertThat(context.at("/aws:userid/0").asString()).startsWith("AROA").contains(":");
        }
    }

    @Test
    void theTrustPolicyDecidesWhoMayAssumeARole() {
        assertThat(explain(IAM + "user/alice", "sts:AssumeRole", IAM + "role/teams/Blue").out()).contains("\"TRUST\"");
        Ran service = explain("ec2.amazonaws.com", "sts:AssumeRole", IAM + "role/teams/Blue");
        assertThat(service.code()).isEqualTo(1);
        assertThat(service.json().path("layer").asString()).isEqualTo("TRUST");
    }

    @Test
    void theRootUserAndTheAccountAreTheSame() {
        assertThat(explain(IAM + "root", "s3:PutObject", GREEN).code()).isZero();
        assertThat(explain(PlayedAws.ACCOUNT, "s3:GetObject", BLUE).code()).isEqualTo(1);
    }

    @Test
    void aFileStandsInPlaceOfWhatWouldBeFound() {
        String nothing = CommandLineInTest.in(folder).file("nothing.json",
                "{'Statement': {'Effect': 'Deny', 'Action': '*', 'Resource': '*'}}");
        assertThat(explain(IAM + "role/teams/Blue", "s3:GetObject", GREEN, "--session-policy", nothing).json().path("layer").asString())
                .isEqualTo("SESSION");
    }

    @Test
    void whatWasNotLookedAtIsSaid() {
        assertThat(explain(IAM + "user/alice", "sqs:SendMessage", "arn:aws:sqs:us-east-1:" + PlayedAws.ACCOUNT + ":q").out())
                .contains("The policy of the resource itself").contains("SCPs");
    }

    @Test
    void whoeverIsNotThereIsNotExplained() {
        Ran bob = explain(IAM + "user/bob", "s3:GetObject", GREEN);
        assertThat(bob.code()).isEqualTo(2);
        assertThat(bob.complaint()).contains("no " + IAM + "user/bob").contains("alice");
        assertThat(explain(IAM + "role/Blue", "s3:GetObject", GREEN).complaint()).as("its path is another")
                .contains("no " + IAM + "role/Blue");
        assertThat(explain("arn:aws:iam::444455556666:user/alice", "s3:GetObject", GREEN).complaint()).contains("444455556666");
        assertThat(explain(IAM + "user/alice", "s3:GetObject", "arn:aws:s3:::no-such-bucket/x").complaint()).contains("no bucket");
        assertThat(explain("arn:aws:sts::" + PlayedAws.ACCOUNT + ":federated-user/bob", "s3:GetObject", GREEN).code()).isEqualTo(2);
    }

    @Test
    void whoeverMayNotLookIsTold() {
        AwsCredentials blind = AWS.role("Blind", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:GetUser", "Resource": "*"}]}""");
        Ran ran = new InThisProcess(folder, folder).run(blind, arguments(IAM + "user/alice", "s3:GetObject", GREEN));
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.complaint()).contains("AccessDenied").contains("iam:ListUserPolicies");
    }

    @Test
    void nobodyAtTheEndpointIsThree() {
        Ran ran = new InThisProcess(folder, folder).run(AWS.administrator(), "policy", "explain", "--endpoint", "http://127.0.0.1:1",
                "--principal", IAM + "root", "--action", "s3:GetObject", "--resource", GREEN);
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.complaint()).contains("http://127.0.0.1:1");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void nothingIsChanged() {
        List<String> before = Inventory.of(AWS.clients());
        explain(IAM + "user/alice", "s3:GetObject", GREEN);
        assertThat(Inventory.of(AWS.clients())).isEqualTo(before);
    }

    private static String object(String key) {
        return "arn:aws:s3:::" + BUCKET + "/" + key;
    }

    /** 0 where the read works, 1 where it is refused. */
    private static int happens(AwsCredentials reader, String key) {
        try (AwsClients clients = AWS.clients(reader)) {
            clients.s3().getObjectAsBytes(get -> get.bucket(BUCKET).key(key));
            return 0;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(403);
            return 1;
        }
    }

    private static Ran explain(String principal, String action, String resource, String... more) {
        return new InThisProcess(folder, folder).run(AWS.administrator(), arguments(principal, action, resource, more));
    }

    private static String[] arguments(String principal, String action, String resource, String... more) {
        return Stream.concat(Stream.of("policy", "explain", "--json", "--endpoint", AWS.endpoint().toString(), "--principal", principal,
                "--action", action, "--resource", resource), Stream.of(more)).toArray(String[]::new);
    }
}
