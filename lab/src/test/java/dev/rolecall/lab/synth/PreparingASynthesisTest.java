package dev.rolecall.lab.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;

final class PreparingASynthesisTest {
    @TempDir
    private Path folder;

    @Test
    void nodeIsTheFirstOnThePath() throws IOException {
        Path first = executable("one/node");
        executable("two/node");

        assertThat(Node.find(Map.of("PATH", folder.resolve("none") + File.pathSeparator + folder.resolve("one") + File.pathSeparator
                + folder.resolve("two"))::get)).contains(first);
    }

    @Test
    void jsiiNodeIsPreferredToThePath() throws IOException {
        executable("one/node");
        Path chosen = executable("two/node24");

        assertThat(Node.find(Map.of("PATH", folder.resolve("one").toString(), "JSII_NODE", chosen.toString())::get)).contains(chosen);
    }

    @Test
    void aFileThatCannotBeExecutedIsNotNode() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.writeString(folder.resolve("one/node"), "text");

        assertThat(Node.find(Map.of("PATH", folder.resolve("one").toString())::get)).isEmpty();
    }

    @Test
    void withoutNodeOneSentenceSaysSo() {
        assertThatThrownBy(() -> new Synthesis(around(Map.of("PATH", folder.toString()))).requireNode())
                .isInstanceOfSatisfying(LabException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.MISSING))
                .hasMessageContaining("Node.js was not found");
    }

    @Test
    void whatWasRecordedOfAnOlderBuildIsNotUsed() throws IOException {
        Path target = Files.createDirectories(folder.resolve("infra/target"));
        Files.writeString(target.resolve("classpath"), "a.jar");
        Path jar = Files.writeString(target.resolve("rolecall-infra-1.jar"), "classes");
        Path record = Files.writeString(target.resolve("synth.aot"), "record");
        FileTime built = FileTime.from(Instant.parse("2026-11-24T12:00:00Z"));
        Files.setLastModifiedTime(jar, built);

        Files.setLastModifiedTime(record, FileTime.from(built.toInstant().plusSeconds(10)));
        assertThat(CdkApp.command(around(Map.of()), List.of())).contains("-XX:AOTCache=" + record);
        Files.setLastModifiedTime(record, FileTime.from(built.toInstant().minusSeconds(10)));
        assertThat(CdkApp.command(around(Map.of()), List.of())).noneMatch(word -> word.contains("AOTCache"));
    }

    @Test
    void contextOfCdkJsonIsKeptAndAddedTo() throws IOException {
        Path cdkJson = Files.writeString(folder.resolve("cdk.json"), """
                {"app": "x", "context": {"@aws-cdk/core:flag": true, "insecure": "false"}}""");

        assertThat(CdkContext.merge(cdkJson, Map.of("insecure", "true")))
                .isEqualTo("{\"@aws-cdk/core:flag\":true,\"insecure\":\"true\"}");
    }

    @Test
    void aMissingCdkJsonIsWrongInput() {
        assertThatThrownBy(() -> CdkContext.merge(folder.resolve("cdk.json"), Map.of())).isInstanceOfSatisfying(LabException.class,
                refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.WRONG_INPUT));
    }

    @Test
    void aFailedAppIsQuotedByItsExceptionNotByItsStackTrace() throws IOException {
        Path output = Files.writeString(folder.resolve("output.txt"), """
                Warning: Node 20 is old
                Exception in thread "main" software.amazon.jsii.JsiiException: Exception: the keyless stack must not have a user
                    at software.amazon.jsii.JsiiRuntime.processErrorResponse(JsiiRuntime.java:122)
                """);

        assertThat(SynthOutput.reason(output)).endsWith("the keyless stack must not have a user");
    }

    @Test
    void anUnbuiltAppIsMissing() {
        assertThatThrownBy(() -> CdkApp.command(around(Map.of()), List.of())).isInstanceOfSatisfying(LabException.class,
                refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.MISSING));
    }

    private Surroundings around(Map<String, String> environment) {
        return new Surroundings(folder, Path.of("java"), folder, environment::get, InstantSource.system(), false);
    }

    private Path executable(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(Path.of(name).getName(0)));
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
