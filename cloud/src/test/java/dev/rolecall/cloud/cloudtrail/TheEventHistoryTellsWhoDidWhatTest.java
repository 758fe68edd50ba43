package dev.rolecall.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.process.TestJar;

/** What CloudTrail's own client finds of calls that others made. */
final class TheEventHistoryTellsWhoDidWhatTest {
    private static final String HANDLER = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class Silent implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    out.write("1".getBytes());
                }
            }
            """;
    private static final String SECRET_TEXT = "correct-horse-battery-staple-7";

    @TempDir
    private static Path folder;
    private static final TestCloud cloud = new TestCloud();

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aUsersCallIsThatUsers() {
        AwsCredentials alice = cloud.user("alice", Optional.of(TestCloud.allow("logs:*", "*")));
        try (CloudWatchLogsClient logs = cloud.logs(alice)) {
            logs.createLogGroup(request -> request.logGroupName("/made/by/alice").tags(Map.of("team", "blue")));
        }
        Event event = only(LookupAttributeKey.RESOURCE_NAME, "/made/by/alice");
        assertThat(event.eventName()).isEqualTo("CreateLogGroup");
        assertThat(event.eventSource()).isEqualTo("logs.amazonaws.com");
        assertThat(event.username()).isEqualTo("alice");
        assertThat(event.readOnly()).isEqualTo("false");
        assertThat(event.accessKeyId()).isEqualTo(alice.accessKeyId());
        assertThat(event.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.resourceType()).isEqualTo("AWS::Logs::LogGroup");
            assertThat(resource.resourceName()).isEqualTo("/made/by/alice");
        });
        JsonNode record = record(event);
        JsonNode who = record.path("userIdentity");
        assertThat(who.path("type").asString()).isEqualTo("IAMUser");
        assertThat(who.path("arn").asString()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(who.path("principalId").asString()).startsWith("AIDA");
        assertThat(who.has("sessionContext")).isFalse();
        assertThat(record.path("sourceIPAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(record.path("userAgent").asString()).startsWith("aws-sdk-java/2");
        assertThat(record.path("requestParameters").path("logGroupName").asString()).isEqualTo("/made/by/alice");
        assertThat(record.path("requestParameters").path("tags").path("team").asString()).isEqualTo("blue");
        assertThat(record.path("eventID").asString()).isEqualTo(event.eventId());
        assertThat(List.of("eventVersion", "awsRegion", "eventType", "eventCategory", "recipientAccountId").stream()
                .map(name -> record.path(name).asString()).toList())
                .containsExactly("1.11", "us-east-1", "AwsApiCall", "Management", "111122223333");
        assertThat(record.path("managementEvent").asBoolean()).isTrue();
        assertThat(record.path("readOnly").asBoolean(true)).isFalse();
    }

    @Test
    void aSessionSaysWhoIssuedItAndWhenAndWhichCallMadeIt() {
        AwsSessionCredentials session = cloud.assume(cloud.role("Auditor", TestCloud.allow("iam:ListUsers", "*")));
        try (IamClient iam = cloud.iam(session)) {
            iam.listUsers();
        }
        Event listed = only(LookupAttributeKey.ACCESS_KEY_ID, session.accessKeyId());
        JsonNode who = record(listed).path("userIdentity");
        assertThat(listed.username()).isEqualTo("test");
        assertThat(who.path("type").asString()).isEqualTo("AssumedRole");
        assertThat(who.path("arn").asString()).isEqualTo("arn:aws:sts::111122223333:assumed-role/Auditor/test");
        JsonNode issuer = who.path("sessionContext").path("sessionIssuer");
        assertThat(issuer.path("arn").asString()).isEqualTo("arn:aws:iam::111122223333:role/Auditor");
        assertThat(issuer.path("userName").asString()).isEqualTo("Auditor");
        assertThat(who.path("principalId").asString()).isEqualTo(issuer.path("principalId").asString() + ":test");
        assertThat(who.path("sessionContext").path("attributes").path("mfaAuthenticated").asString()).isEqualTo("false");
        assertThat(who.path("sessionContext").path("attributes").path("creationDate").asString()).endsWith("Z");

        JsonNode assumed = record(only(LookupAttributeKey.RESOURCE_NAME, session.accessKeyId()));
        assertThat(assumed.path("eventName").asString()).isEqualTo("AssumeRole");
        assertThat(assumed.path("responseElements").path("credentials").path("accessKeyId").asString()).isEqualTo(session.accessKeyId());
        assertThat(assumed.path("responseElements").path("credentials").has("secretAccessKey")).isFalse();
    }

    @Test
    void aFunctionsRoleIsAssumedByLambdaAndActsForTheFunction() throws Exception {
        try (S3Client s3 = cloud.s3(cloud.administrator());
                LambdaClient lambda = cloud.lambda(cloud.administrator());
                IamClient iam = cloud.iam()) {
            s3.createBucket(request -> request.bucket("code-for-events"));
            s3.putObject(request -> request.bucket("code-for-events").key("silent.jar"),
                    RequestBody.fromFile(TestJar.of(folder, "Silent", HANDLER)));
            String role = iam.createRole(request -> request.roleName("Worker").assumeRolePolicyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                     "Principal": {"Service": "lambda.amazonaws.com"}}]}""")).role().arn();
            iam.attachRolePolicy(request -> request.roleName("Worker")
                    .policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"));
            lambda.createFunction(request -> request.functionName("silent").runtime("java25").handler("Silent").role(role).timeout(20)
                    .environment(variables -> variables.variables(Map.of("PASSWORD", SECRET_TEXT)))
                    .code(FunctionCode.builder().s3Bucket("code-for-events").s3Key("silent.jar").build()));
            lambda.invoke(request -> request.functionName("silent").payload(SdkBytes.fromUtf8String("{}")));

            JsonNode made = record(only(LookupAttributeKey.RESOURCE_NAME, "/aws/lambda/silent"));
            JsonNode who = made.path("userIdentity");
            assertThat(made.path("eventName").asString()).isEqualTo("CreateLogGroup");
            assertThat(who.path("sessionContext").path("sessionIssuer").path("userName").asString()).isEqualTo("Worker");
            assertThat(who.path("inScopeOf").path("issuerType").asString()).isEqualTo("AWS::Lambda::Function");
            assertThat(who.path("inScopeOf").path("credentialsIssuedTo").asString())
                    .isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:silent");
            assertThat(found(LookupAttributeKey.RESOURCE_NAME, role).stream().map(TheEventHistoryTellsWhoDidWhatTest::record))
                    .anySatisfy(assumed -> {
                        assertThat(assumed.path("eventName").asString()).isEqualTo("AssumeRole");
                        assertThat(assumed.path("userIdentity").path("type").asString()).isEqualTo("AWSService");
                        assertThat(assumed.path("userIdentity").path("invokedBy").asString()).isEqualTo("lambda.amazonaws.com");
                        assertThat(assumed.path("sourceIPAddress").asString()).isEqualTo("lambda.amazonaws.com");
                    });
            // Invocations and objects are data events; the function itself is not.
            assertThat(found(LookupAttributeKey.EVENT_SOURCE, "lambda.amazonaws.com")).extracting(Event::eventName)
                    .contains("CreateFunction20150331").doesNotContain("Invoke");
            assertThat(found(LookupAttributeKey.EVENT_SOURCE, "s3.amazonaws.com")).extracting(Event::eventName).contains("CreateBucket")
                    .doesNotContain("PutObject", "GetObject");
        }
    }

    @Test
    void aDenialHasAwsCodeAndSentence() {
        AwsCredentials bob = cloud.user("bob", Optional.empty());
        try (IamClient iam = cloud.iam(bob); Ec2Client ec2 = cloud.ec2(bob)) {
            assertThatThrownBy(() -> iam.createUser(request -> request.userName("eve"))).isInstanceOf(IamException.class);
            assertThatThrownBy(() -> ec2.terminateInstances(request -> request.instanceIds("i-0123456789abcdef0")))
                    .isInstanceOf(Ec2Exception.class);
        }
        JsonNode user = record(only(LookupAttributeKey.RESOURCE_NAME, "eve"));
        assertThat(user.path("errorCode").asString()).isEqualTo("AccessDenied");
        assertThat(user.path("errorMessage").asString()).isEqualTo("User: arn:aws:iam::111122223333:user/bob is not authorized to perform: "
                + "iam:CreateUser on resource: arn:aws:iam::111122223333:user/eve because no identity-based policy allows the iam:CreateUser "
                + "action");
        assertThat(user.path("responseElements").isNull()).isTrue();
        JsonNode instance = record(only(LookupAttributeKey.RESOURCE_NAME, "i-0123456789abcdef0"));
        assertThat(instance.path("errorCode").asString()).isEqualTo("Client.UnauthorizedOperation");
        assertThat(instance.path("errorMessage").asString())
                .startsWith("You are not authorized to perform this operation. User: arn:aws:iam:");
        assertThat(instance.path("requestParameters").path("instancesSet").path("items").path(0).path("instanceId").asString())
                .isEqualTo("i-0123456789abcdef0");
    }

    @Test
    void whatCloudFormationDoesForSomebodyIsTheirsThroughCloudFormation() {
        AwsCredentials carol = cloud.user("carol", Optional.of(TestCloud.allow("*", "*")));
        try (CloudFormationClient stacks = cloud.cloudFormation(carol)) {
            stacks.createStack(request -> request.stackName("Events").templateBody("""
                    {"Resources": {"Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/of/a/stack"}}}}"""));
            await()
                    .until(() -> stacks.describeStacks(request -> request.stackName("Events")).stacks().getFirst()
                            .stackStatus() == StackStatus.CREATE_COMPLETE);
        }
        JsonNode made = record(found(LookupAttributeKey.RESOURCE_NAME, "/of/a/stack").getLast());
        assertThat(made.path("eventName").asString()).isEqualTo("CreateLogGroup");
        assertThat(made.path("userIdentity").path("userName").asString()).isEqualTo("carol");
        assertThat(made.path("userIdentity").path("invokedBy").asString()).isEqualTo("cloudformation.amazonaws.com");
        assertThat(made.path("sourceIPAddress").asString()).isEqualTo("cloudformation.amazonaws.com");
        assertThat(made.path("userAgent").asString()).isEqualTo("cloudformation.amazonaws.com");
        assertThat(found(LookupAttributeKey.RESOURCE_NAME, "Events")).extracting(Event::eventName).contains("CreateStack");
    }

    @Test
    void noSecretThatWasEverIssuedOrSentStandsInAnEvent() {
        List<String> secrets = new ArrayList<>(List.of(SECRET_TEXT));
        String role = cloud.role("Secretive", TestCloud.allow("*", "*"));
        try (IamClient iam = cloud.iam();
                StsClient sts = cloud.sts(cloud.administrator());
                Ec2Client ec2 = cloud.ec2(cloud.administrator())) {
            iam.createUser(request -> request.userName("dave"));
            AccessKey key = iam.createAccessKey(request -> request.userName("dave")).accessKey();
            iam.createLoginProfile(request -> request.userName("dave").password(SECRET_TEXT));
            Credentials session = sts.assumeRole(request -> request.roleArn(role).roleSessionName("dave")).credentials();
            secrets.addAll(List.of(key.secretAccessKey(), session.secretAccessKey(), session.sessionToken()));
            ec2.runInstances(request -> request.imageId("ami-0123456789abcdef0").minCount(1).maxCount(1).userData(
                    Base64.getEncoder().encodeToString(SECRET_TEXT.getBytes(StandardCharsets.UTF_8))));
            assertThat(found(LookupAttributeKey.RESOURCE_NAME, key.accessKeyId())).extracting(Event::eventName).contains("CreateAccessKey");
        }
        secrets.add(Base64.getEncoder().encodeToString(SECRET_TEXT.getBytes(StandardCharsets.UTF_8)));
        put("AmazonSSM.PutParameter", "ssm", "{\"Name\": \"/a/secret\", \"Type\": \"SecureString\", \"Value\": \"" + SECRET_TEXT + "\"}");
        try (CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            assertThatThrownBy(() -> stacks.createStack(request -> request.stackName("Presigned")
                    .templateURL("https://s3.amazonaws.com/none/t.json?X-Amz-Security-Token=" + SECRET_TEXT)
                    .parameters(Parameter.builder().parameterKey("P").parameterValue(SECRET_TEXT).build()))).isNotNull();
        }
        AwsSessionCredentials administrator = (AwsSessionCredentials) cloud.administrator();
        secrets.addAll(List.of(administrator.secretAccessKey(), administrator.sessionToken()));
        try (CloudTrailClient trail = cloud.cloudTrail(cloud.administrator())) {
            List<String> events = trail.lookupEventsPaginator(request -> {}).events().stream().map(Event::toString).toList();
            assertThat(events).hasSizeGreaterThan(10);
            assertThat(events).allSatisfy(event -> assertThat(event).doesNotContain(secrets));
            assertThat(events).anyMatch(event -> event.contains("\"password\":\"HIDDEN_DUE_TO_SECURITY_REASONS\""));
        }
    }

    private static void put(String target, String service, String body) {
        WireClient wire = cloud.wire();
        assertThat(wire.send(wire.signed(WireClient.Call.json(target, body), service, cloud.administrator())).status()).isEqualTo(200);
    }

    private static Event only(LookupAttributeKey key, String value) {
        assertThat(found(key, value)).hasSize(1);
        return found(key, value).getFirst();
    }

    private static List<Event> found(LookupAttributeKey key, String value) {
        try (CloudTrailClient trail = cloud.cloudTrail(cloud.administrator())) {
            return trail
                    .lookupEvents(
                            request -> request.lookupAttributes(LookupAttribute.builder().attributeKey(key).attributeValue(value).build()))
                    .events();
        }
    }

    private static JsonNode record(Event event) {
        return JsonMapper.shared().readTree(event.cloudTrailEvent());
    }
}
