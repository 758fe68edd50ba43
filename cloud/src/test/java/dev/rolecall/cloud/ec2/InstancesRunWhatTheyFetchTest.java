package dev.rolecall.cloud.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.process.TestJar;
import dev.rolecall.cloud.process.TestRoles;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

final class InstancesRunWhatTheyFetchTest {
    private static final String PROGRAM = """
            public class Program {
                public static void main(String[] a) throws Exception {
                    System.out.println("hello names=" + System.getenv().keySet().stream().sorted().toList());
                    System.out.println("home=" + System.getProperty("user.home") + " " + System.getenv("HOME"));
                    Thread.sleep(60_000);
                }
            }
            """;
    private static final String PROFILE = "arn:aws:iam::111122223333:instance-profile/P";

    @TempDir
    Path temporary;

    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final Processes processes = Processes.open();
    private final TestRoles roles = new TestRoles(InstantSource.system(), Duration.ofHours(6));
    private HttpServer gateway = gateway();
    private Ec2Service ec2 = service(Path.of("unused"));

    @BeforeEach
    void start() throws Exception {
        byte[] jar = Files.readAllBytes(TestJar.of(temporary, "Program", PROGRAM));
        gateway.createContext("/bucket/program.jar", exchange -> {
            try (exchange) {
                signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.sendResponseHeaders(200, jar.length);
                exchange.getResponseBody().write(jar);
            }
        });
        gateway.createContext("/bucket/forbidden.jar", exchange -> {
            try (exchange) {
                byte[] body = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(403, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        gateway.start();
        ec2 = service(temporary.resolve("cloud"));
    }

    @AfterEach
    void stop() {
        ec2.close();
        processes.close();
        gateway.stop(0);
    }

    @Test
    void aProgramIsFetchedWithTheRolesCredentialsAndItsOutputIsOnTheConsole() {
        long start = System.nanoTime();
        String id = run(userData("program.jar", "DynamicUser=yes", "", ""), true);
        String console = awaitConsole(id, "home=");

        assertThat(signatures).singleElement().asString().contains("ASIAEXAMPLEKEY001");
        assertThat(console).contains("hello names=[AWS_EC2_METADATA_SERVICE_ENDPOINT, AWS_ENDPOINT_URL, HOME, LANG, OWN, PATH]")
                .contains("home=" + temporary.resolve("cloud/instances/" + id));
        System.out.printf("first console line of a program after %d ms%n", (System.nanoTime() - start) / 1_000_000);

        call("TerminateInstances", "{\"InstanceId\":[\"" + id + "\"]}");
        await().untilAsserted(() -> assertThat(state(id)).isEqualTo("terminated"));
        assertThat(processes.size()).isZero();
        assertThat(temporary.resolve("cloud/instances/" + id)).doesNotExist();
    }

    @Test
    void aKeyInTheCredentialsFileIsUsedBeforeTheMetadataService() {
        String key = """
                  - path: /root/.aws/credentials
                    permissions: '0600'
                    content: |
                      [default]
                      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
                """;
        String id = run(userData("program.jar", "Environment=HOME=/root", key, ""), false);
        String console = awaitConsole(id, "home=");

        assertThat(signatures).singleElement().asString().contains("AKIAIOSFODNN7EXAMPLE");
        assertThat(console).contains("home=" + temporary.resolve("cloud/instances/" + id + "/root"))
                .doesNotContain("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        assertThat(call("DescribeInstanceAttribute", "{\"InstanceId\":\"" + id + "\",\"Attribute\":\"userData\"}").at("/userData/value")
                .asString())
                .isNotEmpty();
    }

    @Test
    void aProgramThatMayNotBeFetchedIsNotStarted() {
        String id = run(userData("forbidden.jar", "", "", ""), true);
        String console = awaitConsole(id, "boot finished");
        assertThat(console).contains("(AccessDenied): Access Denied").contains("there is no file /opt/program.jar");
        assertThat(processes.size()).isZero();
    }

    @Test
    void aServiceIsRestartedAsItsUnitSaysAndGivenUpLikeSystemdDoes() {
        // A JVM without room ends at once: five starts take less than the ten seconds on any machine.
        String id = run(userData("program.jar", "Restart=always\n      RestartSec=50ms", "", "").replace("-Xmx32m", "-Xmx1k"), true);
        String console = awaitConsole(id, "given up");
        assertThat(console.split("ended with exit code 1", -1)).hasSize(6);
    }

    @Test
    void launchingNeedsToHandTheRoleToEc2() {
        Invocation launch = invocation("{\"ImageId\":\"ami-1\",\"MinCount\":1,\"IamInstanceProfile\":{\"Name\":\"P\"}}");
        List<Permission> permissions = operation("RunInstances").permissions().apply(launch);
        assertThat(permissions).filteredOn(permission -> permission.action().equals("iam:PassRole")).singleElement().satisfies(pass -> {
            assertThat(pass.resource()).isEqualTo("arn:aws:iam::111122223333:role/Reader");
            assertThat(pass.on().context()).containsEntry("iam:PassedToService", List.of("ec2.amazonaws.com"));
        });
        assertThatThrownBy(() -> call("RunInstances", "{\"ImageId\":\"ami-1\",\"IamInstanceProfile\":{\"Name\":\"Missing\"}}"))
                .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValue"));
    }

    @Test
    void instancesAreFoundByIdStateAndTag() {
        String id = run("", false);
        await().untilAsserted(() -> assertThat(state(id)).isEqualTo("running"));
        assertThat(id).matches("i-[0-9a-f]{17}");
        assertThat(found(
                "{\"Filter\":[{\"Name\":\"tag:Name\",\"Value\":[\"rea*\"]},{\"Name\":\"instance-state-name\",\"Value\":[\"running\"]}]}"))
                .isEqualTo(1);
        assertThat(found("{\"Filter\":[{\"Name\":\"tag:Name\",\"Value\":[\"other\"]}]}")).isZero();
        assertThatThrownBy(() -> found("{\"InstanceId\":[\"i-00000000000000000\"]}"))
                .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidInstanceID.NotFound"));
        assertThatThrownBy(() -> found("{\"Filter\":[{\"Name\":\"nonsense\",\"Value\":[\"x\"]}]}"))
                .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.getMessage()).contains("nonsense"));
    }

    private static String userData(String object, String service, String file, String environment) {
        return """
                #cloud-config
                write_files:
                  - path: /etc/systemd/system/program.service
                    content: |
                      [Service]
                      Environment=OWN=1 %s
                      ExecStart=/usr/bin/java -Xmx32m -jar /opt/program.jar
                      StandardOutput=journal+console
                      %s
                %sruncmd:
                  - [mkdir, -p, /opt]
                  - [aws, s3, cp, s3://bucket/%s, /opt/program.jar]
                  - [systemctl, daemon-reload]
                  - [systemctl, enable, --now, program.service]
                """.formatted(environment, service, file, object);
    }

    private String run(String userData, boolean profile) {
        String text = Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8));
        JsonNode launched = call("RunInstances", "{\"ImageId\":\"ami-1\",\"MinCount\":1,\"MaxCount\":1,\"UserData\":\"" + text + "\","
                + (profile ? "\"IamInstanceProfile\":{\"Arn\":\"" + PROFILE + "\"}," : "")
                + "\"TagSpecification\":[{\"ResourceType\":\"instance\",\"Tag\":[{\"Key\":\"Name\",\"Value\":\"reader\"}]}]}");
        assertThat(launched.at("/instancesSet/0/instanceState/name").asString()).isEqualTo("pending");
        return launched.at("/instancesSet/0/instanceId").asString();
    }

    private String awaitConsole(String id, String text) {
        return await().until(() -> {
            String output = call("GetConsoleOutput", "{\"InstanceId\":\"" + id + "\",\"Latest\":true}").path("output").asString();
            return new String(Base64.getDecoder().decode(output), StandardCharsets.UTF_8);
        }, console -> console.contains(text));
    }

    private String state(String id) {
        return call("DescribeInstances", "{\"InstanceId\":[\"" + id + "\"]}").at("/reservationSet/0/instancesSet/0/instanceState/name")
                .asString();
    }

    private int found(String parameters) {
        return call("DescribeInstances", parameters).path("reservationSet").size();
    }

    private ObjectNode call(String operation, String parameters) {
        return operation(operation).handler().handle(invocation(parameters));
    }

    private Operation operation(String name) {
        return ec2.operations().stream().filter(operation -> operation.name().equals(name)).findFirst().orElseThrow();
    }

    private static Invocation invocation(String parameters) {
        Caller caller = new Caller(new Principal.Root("111122223333"), "111122223333", Optional.empty(), List.of(),
                RequestContext.of(Map.of()));
        return new Invocation(caller, new Parameters((ObjectNode) new ObjectMapper().readTree(parameters)),
                InstantSource.system().instant(), "id");
    }

    private Ec2Service service(Path folder) {
        Site site = new Site("111122223333", "us-east-1", folder, () -> URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                InstantSource.system(), Lifetimes.OBSERVED_ON_AWS);
        Network network = new Network(new Networks(), List::of, place -> Door.shared(site.endpoint().get()));
        return new Ec2Service(site, processes,
                name -> name.endsWith("P")
                        ? Optional.of(new InstanceProfile(PROFILE, "AIPAEXAMPLE", "arn:aws:iam::111122223333:role/Reader"))
                        : Optional.empty(),
                roles, network, State.none());
    }

    private static HttpServer gateway() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
