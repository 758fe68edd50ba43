package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** AWS's SDK for JavaScript v3 in a Node process that has the variables of a learner's shell: another signer, other checksums, other parsers. */
final class TheJavaScriptSdkIsServedTest {
    private static final String REQUIRED = "ROLECALL_JS_SDK";
    private static final Path SDK = Path.of("../target/js-sdk").toAbsolutePath().normalize();

    @TempDir
    private static Path folder;
    private static JsonNode answers = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        require();
        Path script = folder.resolve("sdk.cjs");
        try (InputStream source = TheJavaScriptSdkIsServedTest.class.getResourceAsStream("js/sdk.cjs")) {
            Files.copy(Objects.requireNonNull(source), script);
        }
        try (TestCloud cloud = new TestCloud()) {
            String role = cloud.role("Worn", TestCloud.allow("s3:GetObject", "*"));
            AwsSessionCredentials ended = ended(cloud, role);
            AwsSessionCredentials administrator = (AwsSessionCredentials) cloud.administrator();
            ProcessBuilder builder = new ProcessBuilder("node", script.toString()).redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            String path = builder.environment().getOrDefault("PATH", "");
            builder.environment().clear();
            builder.environment().putAll(Map.of("PATH", path, "HOME", folder.toString(), "JS_SDK", SDK.toString(), "ROLE", role,
                    "ENDED_KEY", ended.accessKeyId(), "ENDED_SECRET", ended.secretAccessKey(), "ENDED_TOKEN", ended.sessionToken()));
            builder.environment().putAll(Map.of("AWS_ENDPOINT_URL", cloud.endpoint().toString(), "AWS_REGION", TestCloud.REGION,
                    "AWS_ACCESS_KEY_ID", administrator.accessKeyId(), "AWS_SECRET_ACCESS_KEY", administrator.secretAccessKey(),
                    "AWS_SESSION_TOKEN", administrator.sessionToken(), "AWS_EC2_METADATA_DISABLED", "true"));
            Process process = builder.start();
            boolean finished = process.waitFor(300, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(finished).isTrue();
            assertThat(process.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();
            answers = JsonMapper.shared().readTree(Files.readString(folder.resolve("out")));
        }
    }

    @Test
    void callersAndSessionsAreThemselves() {
        assertThat(answers.at("/caller/Account").asString()).isEqualTo(TestCloud.ACCOUNT);
        assertThat(answers.at("/caller/$metadata/requestId").asString()).matches("[0-9a-f-]{36}");
        assertThat(answers.path("worn").asString()).endsWith(":assumed-role/Worn/js");
        assertThat(answers.path("expires").asBoolean()).isTrue();
        assertThat(answers.path("user").asString()).endsWith(":user/js-one");
        assertThat(answers.path("users").valueStream().map(JsonNode::asInt)).as("page by page").containsExactly(2, 1);
    }

    @Test
    void objectsGoUpWholeOrInPartsAndComeBack() {
        assertThat(answers.at("/object/text").asString()).isEqualTo("from JavaScript");
        assertThat(answers.at("/object/metadata/lesson").asString()).isEqualTo("roles");
        assertThat(answers.path("parts").asString()).isEqualTo("the end");
        assertThat(answers.path("keys").valueStream().map(JsonNode::asString)).containsExactly("a folder/ä+1.txt", "checked", "parts",
                "signed");
        assertThat(answers.at("/absent/name").asString()).isEqualTo("NoSuchKey");
    }

    @Test
    void whoeverHasAPresignedAddressMayUseIt() {
        assertThat(answers.path("signedPut").asInt()).isEqualTo(200);
        assertThat(answers.path("checkedPut").asInt()).as("its checksum is of nothing, and S3 passes over it").isEqualTo(200);
        assertThat(answers.path("signedGet").asString()).isEqualTo("by anybody");
        assertThat(answers.path("unsignedGet").asInt()).isEqualTo(403);
    }

    @Test
    void denialsHaveTheNameThatEachServiceGivesThem() {
        String worn = "User: arn:aws:sts::" + TestCloud.ACCOUNT + ":assumed-role/Worn/js is not authorized to perform: ";
        assertFailure("denied", "AccessDenied", 403, worn + "iam:GetUser on resource: arn:aws:iam::" + TestCloud.ACCOUNT + ":user/js-one");
        assertFailure("deniedFunctions", "AccessDeniedException", 403, worn + "lambda:ListFunctions");
        assertFailure("deniedObject", "AccessDenied", 403, worn + "s3:PutObject on resource: \"arn:aws:s3:::js-bucket/denied\"");
        assertThat(answers.at("/absentFunction/name").asString()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void keysThatNobodyHasAndSessionsThatEndedAreToldApart() {
        assertFailure("unknown", "InvalidClientTokenId", 403, "The security token included in the request is invalid");
        assertFailure("unknownOfS3", "InvalidAccessKeyId", 403, "does not exist in our records");
        assertFailure("expired", "ExpiredToken", 403, "The security token included in the request is expired");
        assertFailure("expiredOfS3", "ExpiredToken", 400, "The provided token has expired.");
        assertFailure("expiredOfLambda", "ExpiredTokenException", 403, "The security token included in the request is expired");
    }

    private static void assertFailure(String step, String name, int status, String message) {
        JsonNode failure = answers.path(step);
        assertThat(failure.path("name").asString()).as(step + " " + failure).isEqualTo(name);
        assertThat(failure.path("status").asInt()).as(step + " " + failure).isEqualTo(status);
        assertThat(failure.path("message").asString()).as(step).contains(message);
        assertThat(failure.path("requestId").asString("")).as(step).isNotBlank();
    }

    /** A session whose time is over by the cloud's clock when it goes back to the one that Node signs by. */
    private static AwsSessionCredentials ended(TestCloud cloud, String role) {
        cloud.advance(Duration.ofHours(-2));
        AwsSessionCredentials session = cloud.assume(role);
        cloud.advance(Duration.ofHours(2));
        return session;
    }

    private static void require() throws InterruptedException {
        if (!Files.isDirectory(SDK.resolve("node_modules/@aws-sdk/client-sts")) || !hasNode()) {
            String sentence = "The AWS SDK for JavaScript is not in target/js-sdk, or there is no Node, so it is not tried here: "
                    + ".ci/install installs it.";
            if ("required".equals(System.getenv(REQUIRED))) {
                fail(sentence);
            }
            abort(sentence);
        }
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder(List.of("node", "--version")).redirectOutput(folder.resolve("version").toFile()).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
