package dev.rolecall.cloud.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.InvalidAuthorizationMessageException;
import software.amazon.awssdk.services.sts.model.StsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.TestCloud;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html. */
class DenialsAreDecodedByThoseWhoMayTest {
    private static final String BEFORE = " Encoded authorization failure message: ";

    private static TestCloud cloud;
    private static AwsCredentials nobody;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        nobody = cloud.user("nobody", Optional.empty());
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aDenialOfEc2CarriesItsReasonSealed() {
        Ec2Exception denied = denied(nobody);
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
        assertThat(denied.awsErrorDetails().errorMessage())
                .startsWith("You are not authorized to perform this operation. User: arn:aws:iam::"
                        + TestCloud.ACCOUNT
                        + ":user/nobody is not authorized to perform: ec2:DescribeInstances because no identity-based policy allows"
                        + " the ec2:DescribeInstances action. Encoded authorization failure message: ");
        assertThat(encoded(denied)).matches("[A-Za-z0-9_-]{200,10240}");
    }

    @Test
    void whatIsDecodedHasTheShapeOfAwsAndTheExplanation() {
        JsonNode decoded = decoded(encoded(denied(nobody)));
        assertThat(decoded.path("allowed").asBoolean(true)).isFalse();
        assertThat(decoded.path("explicitDeny").asBoolean(true)).isFalse();
        assertThat(decoded.at("/matchedStatements/items").isArray()).isTrue();
        assertThat(decoded.at("/matchedStatements/items")).isEmpty();
        assertThat(decoded.at("/failures/items").isArray()).isTrue();
        assertThat(decoded.at("/context/principal/id").asString()).startsWith("AIDA");
        assertThat(decoded.at("/context/principal/name").asString()).isEqualTo("nobody");
        assertThat(decoded.at("/context/principal/arn").asString()).isEqualTo("arn:aws:iam::" + TestCloud.ACCOUNT + ":user/nobody");
        assertThat(decoded.at("/context/action").asString()).isEqualTo("ec2:DescribeInstances");
        assertThat(decoded.at("/context/resource").asString()).isEqualTo("*");
        assertThat(decoded.at("/context/conditions/items")).anySatisfy(condition -> {
            assertThat(condition.path("key").asString()).isEqualToIgnoringCase("aws:PrincipalArn");
            assertThat(condition.at("/values/items/0/value").asString()).endsWith("user/nobody");
        });
        assertThat(decoded.at("/explanation/step").asString()).isEqualTo("NO_IDENTITY_ALLOW");
    }

    @Test
    void anExplicitDenyNamesItsStatement() {
        String role = cloud.role("denied", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                 {"Sid": "NoInstances", "Effect": "Deny", "Action": "ec2:*", "Resource": "*"}]}""");
        JsonNode decoded = decoded(encoded(denied(cloud.assume(role))));
        assertThat(decoded.path("explicitDeny").asBoolean(false)).isTrue();
        assertThat(decoded.at("/matchedStatements/items/0/statementId").asString()).isEqualTo("NoInstances");
        assertThat(decoded.at("/matchedStatements/items/0/effect").asString()).isEqualTo("DENY");
        assertThat(decoded.at("/context/principal/id").asString()).matches("AROA.{17}:test");
        assertThat(decoded.at("/context/principal").has("name")).isFalse();
    }

    @Test
    void aReasonThatIsVeryLongStillCanBeDecoded() {
        Random random = new Random(1);
        AwsCredentials many = cloud.user("many", Optional.empty());
        try (IamClient iam = cloud.iam()) {
            for (int i = 0; i < 10; i++) {
                String name = "Policy" + i;
                String statements = random.ints(100)
                        .mapToObj(
                                number -> "{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":\"s3:" + Integer.toHexString(number) + "\"}")
                        .collect(Collectors.joining(","));
                iam.attachUserPolicy(attached -> attached.userName("many").policyArn(iam.createPolicy(request -> request.policyName(name)
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}")).policy().arn()));
            }
        }
        String message = encoded(denied(many));
        assertThat(message).hasSizeLessThanOrEqualTo(10_240);
        assertThat(decoded(message).at("/context/action").asString()).isEqualTo("ec2:DescribeInstances");
        assertThat(decoded(message).has("explanation")).isFalse();
    }

    @Test
    void whoeverMayNotDecodeCannot() {
        String message = encoded(denied(nobody));
        try (StsClient sts = cloud.sts(nobody)) {
            assertThatThrownBy(() -> sts.decodeAuthorizationMessage(request -> request.encodedMessage(message)))
                    .isInstanceOfSatisfying(StsException.class, error -> assertThat(error.statusCode()).isEqualTo(403))
                    .hasMessageContaining("not authorized to perform: sts:DecodeAuthorizationMessage");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "not base64!", "AAAA", "EXAMPLEWodyRNrtlQARDip-eTA6i6DrlUhHhPQrLWB"})
    void whatWasNeverHandedOutIsRefused(String message) {
        refused(message);
    }

    @Test
    void aMessageThatWasChangedOrComesFromAnotherCloudIsRefused() {
        String message = encoded(denied(nobody));
        refused(message.substring(0, message.length() - 1));
        refused((message.charAt(0) == 'A' ? 'B' : 'A') + message.substring(1));
        try (TestCloud other = new TestCloud(); Ec2Client ec2 = other.ec2(other.user("nobody", Optional.empty()))) {
            refused(encoded(catchThrowableOfType(Ec2Exception.class, ec2::describeInstances)));
        }
    }

    private static void refused(String message) {
        try (StsClient sts = cloud.sts(cloud.administrator())) {
            assertThatThrownBy(() -> sts.decodeAuthorizationMessage(request -> request.encodedMessage(message)))
                    .isInstanceOf(InvalidAuthorizationMessageException.class);
        }
    }

    private static JsonNode decoded(String message) {
        try (StsClient sts = cloud.sts(cloud.administrator())) {
            return JsonMapper.shared()
                    .readTree(sts.decodeAuthorizationMessage(request -> request.encodedMessage(message)).decodedMessage());
        }
    }

    private static Ec2Exception denied(AwsCredentials credentials) {
        try (Ec2Client ec2 = cloud.ec2(credentials)) {
            return catchThrowableOfType(Ec2Exception.class, ec2::describeInstances);
        }
    }

    private static String encoded(Ec2Exception denied) {
        String message = denied.awsErrorDetails().errorMessage();
        return message.substring(message.indexOf(BEFORE) + BEFORE.length());
    }
}
