package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The local cloud as a server that other commands find. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT to send")
final class UpAndDownIT {
    @TempDir
    private Path folder;
    /** A socket's path is short: https://man7.org/linux/man-pages/man7/unix.7.html. */
    private Path runtime = Path.of("");
    private int runs;
    private final List<Integer> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void place() throws IOException {
        runtime = Files.createTempDirectory(Path.of("/tmp"), "up");
    }

    @AfterEach
    void nothingIsLeft() throws IOException, InterruptedException {
        rolecall("down");
        try (Stream<Path> files = Files.walk(runtime)) {
            assertThat(files.filter(file -> file.toString().endsWith(".sock"))).as("the socket").isEmpty();
        }
        try (Stream<Path> files = Files.walk(runtime)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Test
    void itStartsInTheBackgroundIsFoundAndStopped() throws IOException, InterruptedException {
        Rolecall.Finished up = rolecall("up", "--port", "0", "--detach", "--json");
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(up.json().path("account").asString()).isEqualTo("111122223333");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime.resolve("rolecall")))).isEqualTo("rwx------");

        Rolecall.Finished run = rolecall("run", "--", "aws", "sts", "get-caller-identity", "--output", "json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(JsonMapper.shared().readTree(run.out()).path("Arn").asString()).contains(":assumed-role/RolecallAdministrator/");

        assertThat(rolecall("run", "--", "aws", "s3", "presign", "s3://some-bucket/some-key").out()).contains("X-Amz-Signature=");

        Rolecall.Finished status = rolecall("status", "--json");
        assertThat(status.json().path("endpoint").asString()).isEqualTo(up.json().path("endpoint").asString());
        assertThat(status.json().path("requests").asLong()).isEqualTo(1);
        assertThat(status.json().path("denials").asLong()).isZero();

        long pid = status.json().path("pid").asLong();
        assertThat(rolecall("down").code()).isZero();
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(rolecall("status").code()).as("none is up").isEqualTo(3);
    }

    /** Debian 12 has 2.9.19, which does not know AWS_ENDPOINT_URL. */
    @Test
    void anAwsCommandOfAnOlderDebianWorksAllTheSame() throws IOException, InterruptedException {
        String aws = Optional.ofNullable(System.getenv("ROLECALL_OLD_AWS")).orElse("/usr/bin/aws");
        boolean required = System.getenv("ROLECALL_OLD_AWS") != null;
        assumeTrue(required || Files.isExecutable(Path.of(aws)), "there is no " + aws);
        assertThat(rolecall("up", "--port", "0", "--detach").code()).isZero();

        Rolecall.Finished version = rolecall("run", "--", aws, "--version");
        assumeTrue(required || version.out().matches("(?s)aws-cli/2\\.([0-9]|1[0-2])\\..*"), "it is not an old one: " + version.out());
        Rolecall.Finished identity = rolecall("run", "--", aws, "sts", "get-caller-identity", "--output", "json");
        assertThat(identity.code()).as(version.out() + identity.err()).isZero();
        assertThat(identity.json().path("Arn").asString()).contains(":assumed-role/RolecallAdministrator/");
        assertThat(rolecall("run", "--", aws, "s3", "mb", "s3://of-an-older-command").out()).contains("make_bucket");

        String path = Files.createSymbolicLink(Files.createDirectory(folder.resolve("old")).resolve("aws"), Path.of(aws)).getParent()
                + File.pathSeparator + System.getenv("PATH");
        Rolecall.Finished script = command().with("PATH", path).run("run", "--", "sh", "-c",
                "aws --version && aws s3 ls && env aws sts get-caller-identity --query Account --output text");
        assertThat(script.code()).as(script.err()).isZero();
        assertThat(script.out()).contains(version.out().strip(), "of-an-older-command", "111122223333");
        Files.writeString(folder.resolve("env.sh"), command().run("env").out());
        new AwsCli(folder, Map.of()).run("PATH='" + path + "'; . " + folder.resolve("env.sh") + " && . " + folder.resolve("env.sh")
                + " && aws --version | grep '" + version.out().strip()
                + "' && aws sts get-caller-identity --output text | grep 111122223333");
    }

    /** As one that asks AWS does, because it does not know the variable of the endpoint. */
    @Test
    void whoDoesNotComeToTheLocalCloudTellsNobodyAnything() throws IOException, InterruptedException {
        assertThat(rolecall("up", "--port", "0", "--detach").code()).isZero();
        Files.writeString(folder.resolve("config"), rolecall("env", "--format", "aws-config").out());
        Optional<String> old = Optional.ofNullable(System.getenv("ROLECALL_OLD_AWS"));
        try (ServerSocket elsewhere = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!elsewhere.isClosed()) {
                    try (Socket visitor = elsewhere.accept()) {
                        heard.add(visitor.getInputStream().readAllBytes().length);
                    } catch (IOException e) {
                        // It is over.
                    }
                }
            });
            for (String aws : Stream.concat(Stream.of("aws"), old.stream()).toList()) {
                List<String> identity = List.of(aws, "sts", "get-caller-identity", "--endpoint-url",
                        "https://127.0.0.1:" + elsewhere.getLocalPort());
                Rolecall.Finished refused = rolecall(
                        Stream.concat(Stream.of("run", "--"), identity.stream()).toArray(String[]::new));
                assertThat(refused.code()).isNotZero();
                assertThat(refused.out() + refused.err()).contains("SSL validation failed");
                new AwsCli(folder, Map.of("AWS_CONFIG_FILE", folder.resolve("config").toString(), "AWS_PROFILE", "rolecall"))
                        .run(String.join(" ", identity) + " 2>&1 | grep 'SSL validation failed'");
            }
            assertThat(heard).as("bytes").allMatch(bytes -> bytes == 0);
        }
    }

    @Test
    void itsEnvironmentIsWrittenForEveryShellAndKeepsClientsOffTheRealAccount() throws IOException, InterruptedException {
        Rolecall.Finished up = rolecall("up", "--port", "0", "--detach", "--json");
        assertThat(up.code()).as(up.err()).isZero();
        JsonNode json = rolecall("env", "--format", "json").json();
        assertThat(json.propertyNames()).contains("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN", "CDK_HOME", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_EC2_METADATA_DISABLED",
                "AWS_CA_BUNDLE");
        assertThat(json.path("PATH").asString()).startsWith(Rolecall.ROOT.resolve("lab/shell/bin") + File.pathSeparator);
        assertThat(json.path("AWS_ACCESS_KEY_ID").asString()).as("temporary").startsWith("ASIA");
        assertThat(rolecall("env", "--format", "json").json().path("AWS_ACCESS_KEY_ID").asString()).as("a fresh one each time")
                .isNotEqualTo(json.path("AWS_ACCESS_KEY_ID").asString());

        // Each of these alone would keep a client from the local cloud, or lead it to AWS.
        Map<String, String> own = Map.of("AWS_PROFILE", "production", "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1",
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true", "AWS_USE_FIPS_ENDPOINT", "true", "AWS_SECURITY_TOKEN", "of-somebody-else",
                "AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z", "HTTP_PROXY", "http://127.0.0.1:1", "http_proxy",
                "http://127.0.0.1:1", "no_proxy", ".example.com");
        Files.writeString(folder.resolve("env.sh"), command().with(own).run("env").out());
        AwsCli shell = new AwsCli(folder, own);
        shell.run(". " + folder.resolve("env.sh") + " && aws sts get-caller-identity --query Account --output text | grep 111122223333"
                + " && test \"$no_proxy\" = 127.0.0.1,localhost,.example.com");
        assertThat(rolecall("env", "--format", "fish").out()).contains("set -gx AWS_ENDPOINT_URL 'http://127.0.0.1:",
                "lab/shell/bin' $PATH;");
        assertThat(rolecall("env", "--format", "powershell").out()).contains("$Env:AWS_REGION = 'us-east-1'", "+ ':' + $Env:PATH");
        assertThat(rolecall("env", "--format", "aws-config").out()).contains("[profile rolecall]", "endpoint_url = http://127.0.0.1:",
                "ca_bundle = ");
        assertThat(rolecall("env", "--format", "cmd").code()).isEqualTo(2);
    }

    @Test
    void inTheForegroundItStaysUntilItIsInterruptedOrTakenDown() throws IOException, InterruptedException {
        for (String end : List.of("INT", "down")) {
            Rolecall rolecall = command();
            Process process = rolecall.start("up", "--port", "0");
            await().until(() -> rolecall.out().contains("Ctrl-C stops it.") || !process.isAlive());
            if (end.equals("down")) {
                assertThat(rolecall("down").code()).isZero();
            } else {
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            }
            Rolecall.Finished finished = rolecall.finish(process);
            assertThat(finished.code()).as(finished.err()).isEqualTo(end.equals("down") ? 0 : 130);
            assertThat(rolecall.processes()).isEmpty();
            assertThat(rolecall.temporaryFiles()).isEmpty();
        }
    }

    @Test
    void aCommandKeepsItsExitCodeAndOneThatIsNotThereIsToldApart() throws IOException, InterruptedException {
        assertThat(rolecall("run", "--", "true").code()).as("without a cloud").isEqualTo(3);
        assertThat(rolecall("up", "--port", "0", "--detach").code()).isZero();
        assertThat(rolecall("run", "--", "sh", "-c", "exit 7").code()).isEqualTo(7);
        Rolecall.Finished missing = rolecall("run", "--", "no-such-command");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("The command no-such-command cannot be started");
    }

    @Test
    void whatItKeepsComesBackAfterItWasKilledAndShellsGoOn() throws IOException, InterruptedException {
        Path state = folder.resolve("kept");
        Rolecall.Finished up = rolecall("up", "--port", "0", "--detach", "--json", "--state", state.toString());
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(rolecall("run", "--", "aws", "iam", "create-user", "--user-name", "ada").code()).isZero();
        Files.writeString(folder.resolve("env.sh"), command().run("env").out());
        assertThat(rolecall("status", "--json").json().path("state").asString()).isEqualTo(state.toString());
        assertThat(rolecall("status").out()).contains("kept in " + state);

        Rolecall.Finished second = rolecall("up", "--port", "0", "--detach", "--state", state.toString());
        assertThat(second.code()).as(second.err()).isEqualTo(3);
        assertThat(second.err()).contains("is in use by another local cloud");

        ProcessHandle process = ProcessHandle.of(up.json().path("pid").asLong()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        await().until(() -> !process.isAlive());
        String port = String.valueOf(URI.create(up.json().path("endpoint").asString()).getPort());
        Rolecall.Finished again = rolecall("up", "--port", port, "--detach", "--state", state.toString());
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("It is kept in " + state + ".");
        new AwsCli(folder, Map.of()).run(". " + folder.resolve("env.sh")
                + " && test -f \"$AWS_CONFIG_FILE\" && aws iam get-user --user-name ada --endpoint-url \"$AWS_ENDPOINT_URL\"");
    }

    @Test
    void commandsThatLookFindItInsideItsShellAndOutside() throws IOException, InterruptedException {
        String[] export = {"role", "export", "RolecallAdministrator"};
        String[] explain = {"policy", "explain", "--action", "iam:ListUsers", "--resource", "*", "--principal",
                "arn:aws:iam::111122223333:role/RolecallAdministrator"};
        assertThat(rolecall(explain).code()).as("nowhere to look").isEqualTo(2);
        assertThat(rolecall("up", "--port", "0", "--detach").code()).isZero();
        Rolecall.Finished outside = rolecall(explain);
        assertThat(outside.code()).as(outside.err()).isZero();
        assertThat(outside.err()).contains("On http://127.0.0.1:", "the local cloud that is up");
        assertThat(rolecall(export).code()).as("outside it looks into templates, and they have no such role").isEqualTo(2);
        Map<String, String> shell = new TreeMap<>();
        rolecall("env", "--format", "json").json().properties().stream().filter(variable -> variable.getKey().startsWith("AWS_"))
                .forEach(variable -> shell.put(variable.getKey(), variable.getValue().asString()));
        for (String[] command : List.of(export, explain)) {
            Rolecall.Finished inside = command().with(shell).run(command);
            assertThat(inside.code()).as(inside.err()).isZero();
            assertThat(inside.err()).contains("AWS_ENDPOINT_URL of this shell");
            assertThat(inside.out()).contains("RolecallAdministrator");
        }
        Rolecall.Finished destroyed = command().with(shell).run("destroy");
        assertThat(destroyed.code()).as("nothing was deployed: " + destroyed.err() + destroyed.out()).isZero();
        assertThat(destroyed.err()).contains("AWS_ENDPOINT_URL of this shell");
    }

    @Test
    void aFolderThatHoldsSomethingElseIsNotTakenForAState() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("thesis"));
        Files.writeString(other.resolve("chapter1.txt"), "text");
        for (String way : List.of("--detach", "--json")) {
            Rolecall.Finished up = rolecall("up", "--port", "0", way, "--state", other.toString());
            assertThat(up.code()).as(up.err()).isEqualTo(2);
            assertThat(up.err()).contains("is not empty and holds no state of a local cloud").doesNotContain("\tat ");
        }
        try (Stream<Path> files = Files.list(other)) {
            assertThat(files).containsExactly(other.resolve("chapter1.txt"));
        }
    }

    private Rolecall.Finished rolecall(String... arguments) throws IOException, InterruptedException {
        return command().run(arguments);
    }

    private Rolecall command() throws IOException {
        Path own = Files.createDirectory(folder.resolve("run" + runs++));
        return new Rolecall(own).with("XDG_RUNTIME_DIR", runtime.toString());
    }
}
