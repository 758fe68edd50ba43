package dev.rolecall.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.process.TestClock;
import dev.rolecall.cloud.process.TestJar;
import dev.rolecall.cloud.process.TestRoles;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

final class FunctionsRunUnderTheRuntimeInterfaceClientTest {
    private static final String HANDLER = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class Handler implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    String event = new String(in.readAllBytes());
                    context.getLogger().log("saw " + event + "\\n");
                    if (event.contains("throw")) throw new IllegalStateException("as asked");
                    if (event.contains("exit")) System.exit(7);
                    if (event.contains("sleep")) try { Thread.sleep(60000); } catch (InterruptedException e) { }
                    if (event.contains("large")) out.write(new byte[7000000]);
                    if (event.contains("log")) for (int i = 0; i < 500; i++) System.out.println("line " + i + " of a long log");
                    out.write(("{\\"pid\\":" + ProcessHandle.current().pid() + ",\\"event\\":" + event + ",\\"names\\":\\""
                            + String.join(" ", new java.util.TreeSet<>(System.getenv().keySet())) + "\\",\\"key\\":\\""
                            + System.getenv("AWS_ACCESS_KEY_ID") + "\\",\\"arn\\":\\"" + context.getInvokedFunctionArn() + "\\",\\"left\\":"
                            + context.getRemainingTimeInMillis() + "}").getBytes());
                }
            }
            """;
    /** Seconds that no invocation of these takes. */
    private static final String LONG = "120";
    private static final String ROLE = "arn:aws:iam::111122223333:role/F";

    @TempDir
    Path temporary;

    private final TestClock clock = new TestClock(Instant.now());
    private final TestRoles roles = new TestRoles(clock, Duration.ofHours(12));
    private final Processes processes = Processes.open();
    private Path code = Path.of("");

    @BeforeEach
    void compile() throws Exception {
        code = TestJar.of(temporary, "Handler", HANDLER);
    }

    @AfterEach
    void stop() {
        processes.close();
    }

    @ParameterizedTest
    @EnumSource(RuntimeKind.class)
    void anEnvironmentStartsColdIsUsedAgainAndSeesItsRolesCredentials(RuntimeKind kind) {
        LambdaService lambda = service(kind);
        create(lambda, LONG, "");
        long start = System.nanoTime();
        JsonNode first = payload(invoke(lambda, "{\"n\":1}"));
        long cold = System.nanoTime() - start;
        JsonNode second = payload(invoke(lambda, "{\"n\":2}"));
        long warm = System.nanoTime() - start - cold;
        System.out.printf("%s: cold %d ms, warm %d ms%n", kind, cold / 1_000_000, warm / 1_000_000);

        assertThat(first.at("/event/n").asInt()).isEqualTo(1);
        assertThat(second.path("pid").asLong()).isEqualTo(first.path("pid").asLong());
        assertThat(first.path("key").asString()).isEqualTo("ASIAEXAMPLEKEY002");
        assertThat(first.path("arn").asString()).isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:F");
        assertThat(first.path("left").asInt()).isBetween(1, 120_000);
        assertThat(first.path("names").asString().split(" ")).contains("OWN", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "_HANDLER")
                .doesNotContain(
                        "USER", "PWD", "AWS_PROFILE");
        assertThat(roles.asked().getLast().context()).containsEntry("aws:SourceAccount", List.of("111122223333"));
    }

    @ParameterizedTest
    @EnumSource(RuntimeKind.class)
    void whatAFunctionThrowsIsItsAnswerAndTheEnvironmentLivesOn(RuntimeKind kind) {
        LambdaService lambda = service(kind);
        create(lambda, LONG, "");
        ObjectNode failed = invoke(lambda, "\"throw\"");
        assertThat(failed.path("FunctionError").asString()).isEqualTo("Unhandled");
        assertThat(payload(failed).path("errorMessage").asString()).isEqualTo("as asked");
        assertThat(payload(failed).path("errorType").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(payload(invoke(lambda, "1")).path("event").asInt()).isEqualTo(1);
        assertThat(processes.size()).isEqualTo(1);
    }

    @Test
    void aFunctionThatTakesTooLongIsStopped() {
        LambdaService lambda = service(RuntimeKind.ofThisMachine());
        create(lambda, "1", "");
        ObjectNode answer = invoke(lambda, "\"sleep\"");
        assertThat(payload(answer).path("errorMessage").asString()).contains("Task timed out after 1.00 seconds");
        assertThat(log(answer)).contains("Task timed out after 1.00 seconds").contains("END RequestId");
        assertThat(processes.size()).isZero();
    }

    @Test
    void aProcessThatEndsIsReportedAndReplaced() {
        LambdaService lambda = service(RuntimeKind.ofThisMachine());
        create(lambda, LONG, "");
        assertThat(payload(invoke(lambda, "\"exit\"")).path("errorMessage").asString()).contains("exit status 7");
        assertThat(payload(invoke(lambda, "1")).path("event").asInt()).isEqualTo(1);
    }

    @Test
    void aHandlerThatDoesNotExistFailsTheInvocation() {
        LambdaService lambda = service(RuntimeKind.ofThisMachine());
        create(lambda, LONG, ",\"Handler\":\"Missing\"");
        ObjectNode answer = invoke(lambda, "1");
        assertThat(answer.path("FunctionError").asString()).isEqualTo("Unhandled");
        assertThat(payload(answer).path("errorMessage").asString()).contains("Class not found: Missing");
    }

    @Test
    void theLastFourKibibytesOfTheLogComeWithTheAnswer() {
        LambdaService lambda = service(RuntimeKind.ofThisMachine());
        create(lambda, LONG, "");
        assertThat(log(invoke(lambda, "1"))).contains("START RequestId: ").contains("saw 1")
                .containsPattern("REPORT RequestId: .*\tInit Duration: ");
        String second = log(invoke(lambda, "\"log\""));
        assertThat(second).contains("line 499").doesNotContain("line 5 of").doesNotContain("Init Duration");
        assertThat(second.length()).isLessThanOrEqualTo(4096);
    }

    @Test
    void anEnvironmentIsReplacedBeforeItsCredentialsExpire() {
        LambdaService lambda = service(RuntimeKind.ofThisMachine());
        create(lambda, LONG, "");
        JsonNode before = payload(invoke(lambda, "1"));
        clock.advance(Duration.ofHours(12).minusSeconds(2));
        JsonNode after = payload(invoke(lambda, "1"));
        assertThat(after.path("pid").asLong()).isNotEqualTo(before.path("pid").asLong());
        assertThat(after.path("key").asString()).isEqualTo("ASIAEXAMPLEKEY003");
        assertThat(processes.size()).isEqualTo(1);
    }

    @Test
    void aReservedVariableIsRefused() {
        assertThatThrownBy(
                () -> create(service(RuntimeKind.NATIVE), LONG, ",\"Environment\":{\"Variables\":{\"AWS_ACCESS_KEY_ID\":\"x\"}}"))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo("InvalidParameterValueException");
                    assertThat(e.getMessage()).endsWith("Reserved keys used in this request: AWS_ACCESS_KEY_ID");
                });
    }

    @Test
    void aRoleThatDoesNotTrustLambdaIsRefused() {
        roles.trust(false);
        assertThatThrownBy(() -> create(service(RuntimeKind.NATIVE), LONG, "")).isInstanceOf(AwsException.class)
                .hasMessage("The role defined for the function cannot be assumed by Lambda.");
    }

    @Test
    void anArchiveMayNotWriteOutsideItsTaskRoot() throws Exception {
        code = temporary.resolve("slip.zip");
        try (OutputStream out = Files.newOutputStream(code); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("lib/some.jar", "../../escaped")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write('x');
            }
        }
        assertThatThrownBy(() -> create(service(RuntimeKind.NATIVE), LONG, "")).isInstanceOf(AwsException.class)
                .hasMessageContaining("Could not unzip");
        try (var files = Files.walk(temporary)) {
            assertThat(files).noneMatch(file -> file.endsWith("escaped"));
        }
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsRefusedAndLeavesNothing() throws Exception {
        code = temporary.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(code); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("lib/some.jar"));
            for (int megabyte = 0; megabyte < 251; megabyte++) {
                zip.write(zeros);
            }
        }
        assertThatThrownBy(() -> create(service(RuntimeKind.NATIVE), LONG, "")).isInstanceOf(AwsException.class)
                .hasMessage("Unzipped size must be smaller than 262144000 bytes");
        try (var left = Files.list(temporary.resolve("cloud/functions"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsAnErrorAndTheEnvironmentLivesOn() {
        LambdaService lambda = service(RuntimeKind.PORTABLE);
        create(lambda, LONG, "");
        JsonNode answer = payload(invoke(lambda, "\"large\""));
        assertThat(answer.path("errorType").asString()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(payload(invoke(lambda, "1")).path("event").asInt()).isEqualTo(1);
        assertThat(processes.size()).isEqualTo(1);
    }

    @Test
    void whatS3RefusesToTheCallerIsRefusedByLambda() {
        LambdaService lambda = new LambdaService(site(), processes, (caller, bucket, key) -> {
            throw new AwsException("AccessDenied", 403, "Access Denied");
        }, roles, (_, _) -> {}, RuntimeKind.NATIVE, State.none());
        assertThatThrownBy(() -> create(lambda, LONG, "")).isInstanceOf(AwsException.class)
                .hasMessageContaining("Your access has been denied by S3");
    }

    @Test
    void aFunctionThatDoesNotExistIsNotFound() {
        assertThatThrownBy(() -> invoke(service(RuntimeKind.NATIVE), "1")).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.status()).isEqualTo(404);
            assertThat(e.getMessage()).isEqualTo("Function not found: arn:aws:lambda:us-east-1:111122223333:function:F");
        });
    }

    @Test
    void deletingStopsTheProcessAndRemovesTheCode() throws Exception {
        LambdaService lambda = service(RuntimeKind.ofThisMachine());
        create(lambda, LONG, "");
        invoke(lambda, "1");
        call(lambda, "DeleteFunction", "{\"FunctionName\":\"arn:aws:lambda:us-east-1:111122223333:function:F\"}");
        assertThat(processes.size()).isZero();
        try (var left = Files.list(temporary.resolve("cloud/functions"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theConfigurationShowsVariablesButItsTextDoesNot() {
        LambdaService lambda = service(RuntimeKind.NATIVE);
        create(lambda, LONG, "");
        ObjectNode configuration = call(lambda, "GetFunctionConfiguration", "{\"FunctionName\":\"F\"}");
        assertThat(configuration.at("/Environment/Variables/OWN").asString()).isEqualTo("own-secret");
        assertThat(configuration.path("State").asString()).isEqualTo("Active");
        assertThat(FunctionSettings.of(new Parameters(
                (ObjectNode) new ObjectMapper().readTree("{\"FunctionName\":\"F\",\"Runtime\":\"java25\",\"Role\":\"" + ROLE
                        + "\",\"Handler\":\"H\",\"Environment\":{\"Variables\":{\"OWN\":\"own-secret\"}}}")))
                .toString()).doesNotContain("own-secret");
    }

    private LambdaService service(RuntimeKind kind) {
        return new LambdaService(site(), processes, (caller, bucket, key) -> {
            try {
                return Files.newInputStream(code);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, roles, (_, _) -> {}, kind, State.none());
    }

    private Site site() {
        return new Site("111122223333", "us-east-1", temporary.resolve("cloud"), () -> URI.create("http://127.0.0.1:1"), clock,
                Lifetimes.OBSERVED_ON_AWS);
    }

    private static void create(LambdaService lambda, String timeout, String more) {
        String defaults = more.contains("Handler") ? "" : ",\"Handler\":\"Handler\"";
        String variables = more.contains("Environment") ? "" : ",\"Environment\":{\"Variables\":{\"OWN\":\"own-secret\"}}";
        call(lambda, "CreateFunction", "{\"FunctionName\":\"F\",\"Runtime\":\"java25\",\"Role\":\"" + ROLE + "\",\"Timeout\":" + timeout
                + ",\"Code\":{\"S3Bucket\":\"b\",\"S3Key\":\"k\"}" + defaults + variables + more + "}");
    }

    private static ObjectNode invoke(LambdaService lambda, String event) {
        String payload = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
        return call(lambda, "Invoke", "{\"FunctionName\":\"F\",\"LogType\":\"Tail\",\"Payload\":\"" + payload + "\"}");
    }

    private static JsonNode payload(ObjectNode answer) {
        return new ObjectMapper().readTree(Base64.getDecoder().decode(answer.path("Payload").asString()));
    }

    private static String log(ObjectNode answer) {
        return new String(Base64.getDecoder().decode(answer.path("LogResult").asString()), StandardCharsets.UTF_8);
    }

    private static ObjectNode call(LambdaService lambda, String operation, String parameters) {
        Caller caller = new Caller(new Principal.Root("111122223333"), "111122223333", Optional.empty(), List.of(),
                RequestContext.of(Map.of()));
        Operation found = lambda.operations().stream().filter(one -> one.name().equals(operation)).findFirst().orElseThrow();
        Invocation call = new Invocation(caller, new Parameters((ObjectNode) new ObjectMapper().readTree(parameters)), Instant.now(), "id");
        assertThat(found.permissions().apply(call)).isNotEmpty();
        return found.handler().handle(call);
    }
}
