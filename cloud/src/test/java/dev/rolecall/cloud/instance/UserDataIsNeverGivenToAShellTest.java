package dev.rolecall.cloud.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.rolecall.cloud.program.CopyCommand;
import dev.rolecall.cloud.program.JavaProgram;
import dev.rolecall.cloud.program.NotEmulatedException;
import dev.rolecall.cloud.program.OutputLines;

final class UserDataIsNeverGivenToAShellTest {
    @TempDir
    Path temporary;

    private final ConsoleLog console = new ConsoleLog(InstantSource.system());
    private final List<String> acted = new ArrayList<>();
    private Path root = Path.of("");
    private boolean failing;

    @BeforeEach
    void makeRoot() throws Exception {
        root = Files.createDirectories(temporary.resolve("instance"));
    }

    @Test
    void filesAreWrittenIntoTheInstanceWithTheirPermissions() throws Exception {
        boot("""
                #cloud-config
                write_files:
                  - path: /root/.aws/credentials
                    permissions: '0600'
                    content: |
                      [default]
                      aws_secret_access_key = hidden
                  - path: /etc/note
                    encoding: b64
                    content: aGVsbG8=
                """);
        assertThat(root.resolve("root/.aws/credentials")).content().contains("hidden");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("root/.aws/credentials"))))
                .isEqualTo("rw-------");
        assertThat(root.resolve("etc/note")).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("etc/note")))).isEqualTo("rw-r--r--");
        assertThat(text()).contains("rolecall: write_files /root/.aws/credentials").doesNotContain("hidden");
    }

    @Test
    void noPathLeavesTheInstance() throws Exception {
        boot("""
                #cloud-config
                write_files:
                  - {path: /../outside, content: x}
                  - {path: relative, content: x}
                runcmd:
                  - [mkdir, -p, /../../outside-folder]
                """);
        assertThat(temporary.resolve("outside")).doesNotExist();
        assertThat(temporary.resolve("outside-folder")).doesNotExist();
        assertThat(text()).contains("/../outside leads out of the instance").contains("the path relative is not absolute");
    }

    @Test
    void commandsAreActedOutAndWhatIsNotUnderstoodIsSaid() throws Exception {
        Path touched = temporary.resolve("touched");
        boot("""
                #cloud-config
                packages: [java-25-amazon-corretto-headless]
                ssh_authorized_keys: []
                runcmd:
                  - [mkdir, -p, /opt/rolecall]
                  - [aws, s3, cp, 's3://bucket/a/key.jar', /opt/rolecall/reader.jar, --region, us-east-1, --only-show-errors]
                  - [aws, s3, cp, 's3://bucket/x', '-']
                  - touch %s
                  - [sh, -c, 'touch %s']
                  - [systemctl, daemon-reload]
                  - [systemctl, enable, --now, reader.service]
                  - [systemctl, stop, reader.service]
                """.formatted(touched, touched));
        assertThat(root.resolve("opt/rolecall")).isDirectory();
        assertThat(acted).containsExactly("copy bucket a/key.jar /opt/rolecall/reader.jar", "start reader.service");
        assertThat(touched).doesNotExist();
        assertThat(text()).contains("java-25-amazon-corretto-headless").contains("not emulated: ssh_authorized_keys")
                .contains("not emulated: a command line for a shell").contains("not emulated: sh (").contains("not emulated: systemctl (");
    }

    @Test
    void aScriptIsNeverRun() throws Exception {
        Path touched = temporary.resolve("touched");
        boot("#!/bin/sh\ntouch " + touched + "\n");
        assertThat(touched).doesNotExist();
        assertThat(text()).contains("A script is never run here");
    }

    @Test
    void brokenYamlIsNamedByLineAndNotQuoted() throws Exception {
        boot("#cloud-config\nwrite_files:\n  - path: /a\n    content: \"SECRETVALUE\n");
        assertThat(text()).contains("not valid YAML").doesNotContain("SECRETVALUE");
    }

    @Test
    void aYamlTagCreatesNoObject() throws Exception {
        boot("#cloud-config\nruncmd: !!javax.script.ScriptEngineManager [ !!java.net.URL ['http://127.0.0.1/'] ]\n");
        assertThat(text()).contains("not acted upon");
    }

    @Test
    void onlyAFetchedJarUnderJavaIsStarted() throws Exception {
        InstanceFolder folder = new InstanceFolder(root);
        Files.createDirectories(root.resolve("opt"));
        Files.writeString(root.resolve("opt/reader.jar"), "");
        assertThat(unit("/usr/bin/java -Xmx32m -Da=b -jar /opt/reader.jar one").program(folder)).isEqualTo(new JavaProgram(
                List.of("-Xmx32m", "-Da=b"), List.of("-jar", root.resolve("opt/reader.jar").toString()), List.of("one")));
        for (String refused : List.of("/bin/sh -c id", "/usr/bin/java -jar /opt/missing.jar", "/usr/bin/java -jar /../../etc/passwd",
                "/usr/bin/java -javaagent:/x -jar /opt/reader.jar", "/usr/bin/java -cp /opt Main", "")) {
            assertThatThrownBy(() -> unit(refused).program(folder)).as(refused).isInstanceOf(NotEmulatedException.class);
        }
    }

    @Test
    void aUnitsEnvironmentIsReadAndNotShown() {
        Unit unit = Unit.parse("""
                [Unit]
                Environment=NOT=service
                [Service]
                Environment=A=1 "B=two words"
                Environment='C=3'
                ExecStart=/usr/bin/java \\
                  -jar /opt/x.jar
                Restart=always
                RestartSec=5s
                DynamicUser=yes
                StandardOutput=journal+console
                """);
        assertThat(unit.environment()).containsOnlyKeys("A", "B", "C").containsEntry("B", "two words");
        assertThat(unit.execStart()).containsExactly("/usr/bin/java", "-jar", "/opt/x.jar");
        assertThat(unit.restartDelay()).hasSeconds(5);
        assertThat(unit.toString()).doesNotContain("two words");
    }

    @Test
    void aLongVariableIsReadWhole() {
        String value = "x\\\"".repeat(4_000) + "y".repeat(100_000);
        Unit unit = Unit.parse("[Service]\nEnvironment=\"A=" + value + "\"\n");
        assertThat(unit.environment()).containsEntry("A", value.replace("\\", ""));
    }

    @Test
    void aStepThatCannotBeActedOutDoesNotEndTheBoot() {
        failing = true;
        boot("""
                #cloud-config
                runcmd:
                  - [systemctl, start, broken.service]
                  - [mkdir, -p, /opt/after]
                """);
        assertThat(text()).contains("systemctl start broken.service: failed: IllegalArgumentException.").contains("boot finished.")
                .doesNotContain("hidden");
        assertThat(root.resolve("opt/after")).isDirectory();
    }

    @Test
    void theConsoleKeepsItsLast64KiB() {
        for (int line = 0; line < 3000; line++) {
            console.note("line " + line + " " + "x".repeat(40));
        }
        assertThat(text().getBytes(StandardCharsets.UTF_8).length).isBetween(60 * 1024, ConsoleLog.KEPT_BYTES);
        assertThat(text()).contains("line 2999").doesNotContain("line 5 ");
    }

    @Test
    void aLineWithoutAnEndIsCut() throws Exception {
        OutputLines output = new OutputLines(new StringReader("one\r\n\n" + "x".repeat(1_000_000) + "\nlast"), ConsoleLog.LONGEST_LINE);
        assertThat(output.readLine()).hasValue("one");
        assertThat(output.readLine()).hasValue("");
        assertThat(output.readLine().orElseThrow()).hasSize(ConsoleLog.LONGEST_LINE);
        assertThat(output.readLine()).hasValue("last");
        assertThat(output.readLine()).isEmpty();
    }

    private static Unit unit(String execStart) {
        return Unit.parse("[Service]\nExecStart=" + execStart + "\n");
    }

    private void boot(String userData) {
        new Boot(new InstanceFolder(root), console, new Boot.Acting() {
            @Override
            public void copy(CopyCommand copy) {
                acted.add("copy " + copy.bucket() + " " + copy.key() + " " + copy.path());
            }

            @Override
            public void start(String unit) {
                if (failing) {
                    throw new IllegalArgumentException("hidden");
                }
                acted.add("start " + unit);
            }
        }).run(UserData.parse(Optional.of(userData.getBytes(StandardCharsets.UTF_8))));
    }

    private String text() {
        return console.snapshot().text();
    }
}
