package dev.rolecall.lab.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;

/** The shapes are those that aws-cdk-lib 2.263.0 writes (cloud assembly schema 54). */
final class ReadingACloudAssemblyTest {
    private static final String ASSETS = """
            {"files": {
              "f00": {"source": {"path": "asset.f00.jar", "packaging": "file"},
                      "destinations": {"current_account-current_region": {"bucketName": "assets-${AWS::AccountId}", "objectKey": "f00.jar"}}},
              "7e5": {"source": {"path": "First.template.json", "packaging": "file"},
                      "destinations": {"current_account-current_region": {"bucketName": "assets-${AWS::AccountId}", "objectKey": "7e5.json"}}}},
             "dockerImages": {}}""";

    @TempDir
    private Path folder;

    @Test
    void stacksComeAfterThoseThatTheyDependOn() throws IOException {
        write("manifest.json", """
                {"artifacts": {
                  "Second": {"type": "aws:cloudformation:stack", "dependencies": ["First", "First.assets"],
                             "properties": {"stackName": "alice-Second", "stackTemplateAssetObjectUrl": "s3://b/second.json"}},
                  "Tree": {"type": "cdk:tree"},
                  "First.assets": {"type": "cdk:asset-manifest", "properties": {"file": "First.assets.json"}},
                  "First": {"type": "aws:cloudformation:stack", "dependencies": ["First.assets"],
                            "properties": {"stackTemplateAssetObjectUrl": "s3://b/first.json", "tags": {"rolecall:lab": "rolecall"}}}}}""");
        write("First.assets.json", ASSETS);

        CloudAssembly assembly = CloudAssembly.read(folder);

        assertThat(assembly.stacks()).extracting(StackArtifact::name).containsExactly("First", "alice-Second");
        assertThat(assembly.stack("Second").dependencies()).isEqualTo(Set.of("First"));
        assertThat(assembly.stack("First").tags()).isEqualTo(Map.of("rolecall:lab", "rolecall"));
        assertThat(assembly.stack("First").assets()).containsExactlyInAnyOrder(
                new FileAsset("f00", folder.resolve("asset.f00.jar"), "assets-${AWS::AccountId}", "f00.jar"),
                new FileAsset("7e5", folder.resolve("First.template.json"), "assets-${AWS::AccountId}", "7e5.json"));
    }

    @Test
    void aCircleIsWrongInput() throws IOException {
        write("manifest.json",
                """
                {"artifacts": {
                  "A": {"type": "aws:cloudformation:stack", "dependencies": ["B"], "properties": {"stackTemplateAssetObjectUrl": "s3://b/a"}},
                  "B": {"type": "aws:cloudformation:stack", "dependencies": ["A"], "properties": {"stackTemplateAssetObjectUrl": "s3://b/b"}}}}""");

        refuses("circle");
    }

    @Test
    void aFolderWithoutManifestIsWrongInput() {
        refuses("not a cloud assembly");
    }

    @Test
    void brokenJsonIsWrongInput() throws IOException {
        write("manifest.json", "{\"artifacts\": ");

        refuses("is not valid JSON");
    }

    @Test
    void aContainerImageIsRefusedByName() throws IOException {
        write("manifest.json",
                """
                {"artifacts": {
                  "X.assets": {"type": "cdk:asset-manifest", "properties": {"file": "X.assets.json"}},
                  "X": {"type": "aws:cloudformation:stack", "dependencies": ["X.assets"], "properties": {"stackTemplateAssetObjectUrl": "s3://b/x"}}}}""");
        write("X.assets.json", "{\"files\": {}, \"dockerImages\": {\"1\": {}}}");

        refuses("container image");
    }

    private void refuses(String because) {
        assertThatThrownBy(() -> CloudAssembly.read(folder)).isInstanceOfSatisfying(LabException.class,
                refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.WRONG_INPUT)).hasMessageContaining(because);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
