package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.rolecall.lab.Surroundings;

final class AnsweringTheCommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void helpHasExamplesAndExitCodes() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("rolecall demo").contains("130");
        assertThat(run(Map.of(), "demo", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Examples:").contains("--assembly");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(run(Map.of(), "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void anUnknownOptionIsOneSentenceAndWrongInput() {
        assertThat(run(Map.of(), "demo", "--fast")).isEqualTo(2);
        assertThat(sentence()).contains("--fast").contains("rolecall demo --help");
    }

    @Test
    void aPortOutOfRangeIsWrongInput() {
        assertThat(run(Map.of(), "demo", "--port", "70000")).isEqualTo(2);
        assertThat(sentence()).contains("70000");
    }

    @Test
    void aMissingAssemblyIsWrongInput() {
        assertThat(run(Map.of(), "demo", "--assembly", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(sentence()).contains("not a cloud assembly");
    }

    @Test
    void theClaimsAreListedAndNothingIsRun() {
        assertThat(run(Map.of(), "prove", "--list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("13 a-stray-key-beats-the-role").doesNotContain("proven");
        out.reset();
        assertThat(run(Map.of(), "prove", "--list", "--json", "24")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").contains("\"needs\"").doesNotContain("a-stray-key");
        assertThat(folder).as("no folder of a run").isEmptyDirectory();
    }

    @Test
    void aClaimThatIsNotThereIsWrongInputWithTheNearest() {
        assertThat(run(Map.of(), "prove", "the-stray-key")).isEqualTo(2);
        assertThat(sentence()).contains("no claim the-stray-key").contains("a-stray-key-beats-the-role");
        assertThat(folder).as("no folder of a run").isEmptyDirectory();
    }

    @Test
    void reportsAreComparedAsAPageAndAsData() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"), """
                {"target": "t", "shown": "s", "workloads": [{"id": "w", "outcome": "read", "secretAtRest": []}]}""");

        assertThat(run(Map.of(), "compare", report.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("| `w` | **read**");
        out.reset();
        assertThat(run(Map.of(), "compare", "--json", report.toString(), report.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").contains("\"reports\"");
    }

    @Test
    void whatIsNoReportIsWrongInputWithFileAndField() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"target\": \"t\"}");

        assertThat(run(Map.of(), "compare", other.toString())).isEqualTo(2);
        assertThat(sentence()).contains("other.json").contains("/shown");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void whatIsNotSynthesisedTakesNoContext() {
        assertThat(run(Map.of(), "demo", "--assembly", folder.toString(), "--prefix", "alice")).isEqualTo(2);
        assertThat(sentence()).contains("--prefix").contains("--assembly");
    }

    @Test
    void withoutNodeThereIsNothingToSynthesiseWith() {
        assertThat(run(Map.of("PATH", folder.toString()), "demo")).isEqualTo(3);
        assertThat(sentence()).contains("Node.js was not found");
        assertThat(folder).as("no folder of a run").isEmptyDirectory();
    }

    @Test
    void aTakenPortIsSaidAndNothingIsLeft() throws IOException {
        Path assembly = Files.createDirectory(folder.resolve("assembly"));
        Files.writeString(assembly.resolve("manifest.json"), """
                {"artifacts": {"X": {"type": "aws:cloudformation:stack", "properties": {"stackTemplateAssetObjectUrl": "s3://b/x"}}}}""");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = run(Map.of(), "demo", "--assembly", assembly.toString(), "--port", String.valueOf(taken.getLocalPort()));

            assertThat(code).isEqualTo(3);
            assertThat(sentence()).contains("Port " + taken.getLocalPort()).contains("taken");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**rolecall-*");
    }

    private int run(Map<String, String> environment, String... args) {
        Surroundings around = new Surroundings(folder, Path.of(System.getProperty("java.home"), "bin", "java"), folder, environment::get,
                InstantSource.system(), false);
        Terminal terminal = new Terminal(stream(out), stream(err), false, false, false, true);
        return Main.run(around, terminal, args);
    }

    private String sentence() {
        String text = err.toString(StandardCharsets.UTF_8).strip();
        assertThat(text.lines()).hasSize(1);
        return text;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
