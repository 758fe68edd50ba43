package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.rolecall.lab.cli.InThisProcess.Ran;

/** {@code rolecall policy explain} without a cloud. */
final class ExplainingByFilesTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String ROLE = "arn:aws:iam::111122223333:role/EC2-S3-Role";
    private static final String OBJECT = "arn:aws:s3:::demo/lesson/x";

    @TempDir
    private Path folder;
    private CommandLineInTest rolecall = CommandLineInTest.in(Path.of(""));
    private String read = "";
    private String everything = "";

    @BeforeEach
    void begin() {
        rolecall = CommandLineInTest.in(folder);
        read = rolecall.file("read.json", "{'Version': '2012-10-17', 'Statement': [{'Sid': 'Read', 'Effect': 'Allow',"
                + " 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::demo/lesson/*'}]}");
        everything = rolecall.file("everything.json", "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*'}}");
    }

    @Test
    void whatIsAllowedIsZeroAndWhatIsDeniedIsOne() {
        assertThat(explain(ALICE, OBJECT, "--identity-policy", read)).satisfies(ran -> {
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).startsWith("Allowed").contains("Read").contains("Not looked at:").contains("SCPs");
        });
        assertThat(explain(ALICE, "arn:aws:s3:::demo/payroll/x", "--identity-policy", read)).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).startsWith("Denied").contains("is not authorized to perform: s3:GetObject")
                    .contains("arn:aws:s3:::demo/lesson/*");
        });
    }

    @Test
    void asJsonItIsTheExplanation() {
        JsonNode json = explain(ALICE, OBJECT, "--identity-policy", read, "--json").json();

        assertThat(json.path("decision").asString()).isEqualTo("Allow");
        assertThat(json.at("/policies/0/policy").asString()).isEqualTo(read);
        assertThat(json.at("/context/aws:username/0").asString()).isEqualTo("alice");
        assertThat(json.at("/context/aws:CurrentTime/0").asString()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(json.path("notLookedAt").isArray()).isTrue();
    }

    @Test
    void everyKindOfPolicyHasItsPart() {
        assertThat(layer(ALICE, OBJECT, "--identity-policy", everything, "--boundary", rolecall.file("ec2.json",
                "{'Statement': {'Effect': 'Allow', 'Action': 'ec2:*', 'Resource': '*'}}"))).isEqualTo("BOUNDARY");
        assertThat(layer(ROLE, "arn:aws:s3:::demo/payroll/x", "--identity-policy", everything, "--session-policy", read))
                .isEqualTo("SESSION");
        assertThat(layer(ALICE, OBJECT, "--identity-policy", everything, read, "--resource-policy", rolecall.file("bucket.json",
                "{'Statement': {'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': '*'}}"))).isEqualTo("RESOURCE");
        assertThat(explain(ALICE, OBJECT, "--identity-policy", everything, "--resource-account", "444455556666").code())
                .as("another account's bucket has to agree").isEqualTo(1);
    }

    @Test
    void aTrustPolicyDecidesOverARole() {
        String trust = rolecall.file("trust.json",
                "{'Statement': {'Effect': 'Allow', 'Principal': {'Service': 'ec2.amazonaws.com'}, 'Action': 'sts:AssumeRole'}}");

        assertThat(assume("ec2.amazonaws.com", trust).code()).isZero();
        assertThat(assume("lambda.amazonaws.com", trust).json().path("layer").asString()).isEqualTo("TRUST");
        assertThat(explain(ALICE, OBJECT, "--trust-policy", trust)).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.complaint()).contains("trust policy").contains("s3:GetObject");
        });
    }

    @Test
    void aKeyThatIsNamedAgainHasSeveralValues() {
        String tagged = rolecall.file("tags.json",
                "{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*',"
                        + " 'Condition': {'ForAllValues:StringEquals': {'aws:TagKeys': ['a', 'b']}, 'Null': {'aws:TagKeys': 'false'}}}}");

        assertThat(explain(ALICE, OBJECT, "--identity-policy", tagged, "--context", "aws:TagKeys=a", "--context", "aws:tagkeys=b").code())
                .isZero();
        assertThat(explain(ALICE, OBJECT, "--identity-policy", tagged, "--context", "aws:TagKeys=a", "--context", "aws:TagKeys=c").code())
                .isEqualTo(1);
    }

    @Test
    void aTimeThatIsNamedStandsInPlaceOfNow() {
        String until = rolecall.file("until.json", "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*',"
                + " 'Condition': {'DateLessThan': {'aws:CurrentTime': '2026-11-24T13:00:00Z'}}}}");

        assertThat(explain(ALICE, OBJECT, "--identity-policy", until).code()).isZero();
        assertThat(explain(ALICE, OBJECT, "--identity-policy", until, "--context", "aws:CurrentTime=2026-11-24T14:00:00Z").code())
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"arn:aws:iam::111122223333:role/EC2-S3-Role,AssumedRole",
            "arn:aws:sts::111122223333:assumed-role/EC2-S3-Role/i-0abc,AssumedRole", "arn:aws:iam::111122223333:root,Account",
            "111122223333,Account", "arn:aws:sts::111122223333:federated-user/bob,FederatedUser", "anonymous,Anonymous",
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com,''",
            "arn:aws:iam::111122223333:saml-provider/Idp,''", "s3.amazonaws.com,''"})
    void everyKindOfPrincipalCanAsk(String principal, String type) {
        JsonNode json = explain(principal, OBJECT, "--identity-policy", read, "--json").json();

        assertThat(json.path("decision").asString()).isNotEmpty();
        assertThat(json.at("/context/aws:PrincipalType/0").asString("")).isEqualTo(type);
    }

    @Test
    void theSessionOfARoleIsTheRoleForItsPolicies() {
        String bucket = rolecall.file("bucket.json", "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': '" + ROLE
                + "'}, 'Action': 's3:*', 'Resource': '*'}}");
        assertThat(explain("arn:aws:sts::111122223333:assumed-role/EC2-S3-Role/i-0abc", OBJECT, "--resource-policy", bucket).out())
                .startsWith("Allowed").contains("path");
    }

    @Test
    void whatIsWrongIsOneSentence() {
        wrong("--principal", "arn:aws:s3:::demo", OBJECT, "--identity-policy", read);
        wrong("--action", ALICE, OBJECT, "--identity-policy", read, "--action", "GetObject");
        wrong("--resource", ALICE, "demo/x", "--identity-policy", read);
        wrong("--context", ALICE, OBJECT, "--identity-policy", read, "--context", "aws:SourceIp");
        wrong("twelve digits", ALICE, OBJECT, "--identity-policy", read, "--resource-account", "me");
        wrong("--endpoint", ALICE, OBJECT);
        wrong("no file", ALICE, OBJECT, "--identity-policy", folder.resolve("none.json").toString());
        wrong("/Statement/0/Effect", ALICE, OBJECT, "--identity-policy",
                rolecall.file("bad.json", "{'Statement': [{'Effect': 'allow', 'Action': '*', 'Resource': '*'}]}"));
        wrong("--resource-policy", ALICE, OBJECT, "--resource-policy", read, "--trust-policy", read);
        wrong("--profile", ALICE, OBJECT, "--identity-policy", read, "--profile", "x");
        wrong("--region", ALICE, OBJECT, "--identity-policy", read, "--region", "us-east-1");
        wrong("runs", ALICE, OBJECT, "--target", "local");
    }

    private void wrong(String words, String principal, String resource, String... more) {
        Ran ran = explain(principal, resource, more);
        assertThat(ran.code()).as(ran.out()).isEqualTo(2);
        assertThat(ran.complaint()).contains(words);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.out()).isEmpty();
    }

    private String layer(String principal, String resource, String... more) {
        Ran ran = explain(principal, resource, Stream.concat(Stream.of(more), Stream.of("--json")).toArray(String[]::new));
        assertThat(ran.code()).isEqualTo(1);
        return ran.json().path("layer").asString();
    }

    private Ran assume(String service, String trust) {
        return rolecall.run("policy", "explain", "--principal", service, "--action", "sts:AssumeRole", "--resource", ROLE, "--trust-policy",
                trust, "--json");
    }

    private Ran explain(String principal, String resource, String... more) {
        List<String> action = List.of(more).contains("--action") ? List.of() : List.of("--action", "s3:GetObject");
        return rolecall.run(Stream.of(Stream.of("policy", "explain", "--principal", principal, "--resource", resource), action.stream(),
                Stream.of(more)).flatMap(parts -> parts).toArray(String[]::new));
    }
}
