package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A local cloud that is up, with a copy of the lesson's assembly and the pinned CDK CLI, which gets nothing but the environment of {@code rolecall run}. */
final class TheRealCdkCli {
    private final Path folder;
    private final Path runtime;
    private final Path assembly;
    private int runs;

    /** @param folder for whatever is written */
    TheRealCdkCli(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        runtime = Files.createTempDirectory(Path.of("/tmp"), "cdk");
        assembly = Assembly.changed(folder.resolve("lesson"), "RolecallKeyless", _ -> {});
        Rolecall.Finished up = rolecall("up", "--port", "0", "--detach");
        assertThat(up.code()).as(up.err()).isZero();
    }

    void down() throws IOException, InterruptedException {
        rolecall("down");
        try (Stream<Path> files = Files.walk(runtime)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    String deploy(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("deploy", "--require-approval", "never"));
        all.addAll(List.of(arguments));
        return on(all.toArray(String[]::new));
    }

    /** What a deployment says that must fail. */
    String failingDeploy(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("deploy", "--require-approval", "never"));
        all.addAll(List.of(arguments));
        return failingOn(all.toArray(String[]::new));
    }

    /** What a command says of the assembly. */
    String on(String... arguments) throws IOException, InterruptedException {
        return cdk(onAssembly(arguments));
    }

    /** What a command says of the assembly that must fail. */
    String failingOn(String... arguments) throws IOException, InterruptedException {
        Rolecall.Finished finished = failing(npx(onAssembly(arguments)));
        return finished.out() + finished.err();
    }

    private String[] onAssembly(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("-a", assembly.toString()));
        return all.toArray(String[]::new);
    }

    String cdk(String... arguments) throws IOException, InterruptedException {
        Rolecall.Finished finished = run(npx(arguments));
        assertThat(finished.code()).as(finished.out() + finished.err()).isZero();
        return finished.out() + finished.err();
    }

    private static String[] npx(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("npx", "--yes", "aws-cdk@" + TheRealCdkCliIT.pinned(), "--no-notices"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    String aws(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        Rolecall.Finished finished = run(command.toArray(String[]::new));
        assertThat(finished.code()).as(finished.err()).isZero();
        return finished.out();
    }

    Rolecall.Finished failing(String... command) throws IOException, InterruptedException {
        Rolecall.Finished finished = run(command);
        assertThat(finished.code()).as(finished.out()).isNotZero();
        return finished;
    }

    private Rolecall.Finished run(String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "--"));
        arguments.addAll(List.of(command));
        Rolecall.Finished finished = rolecall(arguments.toArray(String[]::new));
        assumeTrue(!finished.err().contains("ENOTFOUND") && !finished.err().contains("ECONNREFUSED"),
                "the pinned CDK CLI is not in npm's cache, and the registry cannot be reached");
        return finished;
    }

    private Rolecall.Finished rolecall(String... arguments) throws IOException, InterruptedException {
        Path own = Files.createDirectory(folder.resolve("run" + runs++));
        return new Rolecall(own).with("XDG_RUNTIME_DIR", runtime.toString()).run(arguments);
    }

    List<String> statuses() throws IOException, InterruptedException {
        JsonNode stacks = JsonMapper.shared().readTree(aws("cloudformation", "describe-stacks", "--output", "json")).path("Stacks");
        return stacks.valueStream().map(stack -> stack.path("StackName").asString() + " " + stack.path("StackStatus").asString()).toList();
    }

    String output(String key) throws IOException, InterruptedException {
        return aws("cloudformation", "describe-stacks", "--stack-name", "RolecallKeyless", "--query",
                "Stacks[0].Outputs[?OutputKey=='" + key + "'].OutputValue", "--output", "text").strip();
    }

    /** Changes the template in the assembly; the CLI knows a template by its hash, as it does every asset. */
    void change(Consumer<ObjectNode> how) throws IOException {
        Path file = assembly.resolve("RolecallKeyless.template.json");
        ObjectNode template = (ObjectNode) JsonMapper.shared().readTree(file);
        how.accept(template);
        String text = JsonMapper.shared().writeValueAsString(template);
        Files.writeString(file, text);
        JsonNode files = JsonMapper.shared().readTree(assembly.resolve("RolecallKeyless.assets.json")).path("files");
        String before = files.propertyStream()
                .filter(entry -> entry.getValue().path("source").path("path").asString().equals("RolecallKeyless.template.json"))
                .findFirst().orElseThrow().getKey();
        for (String name : List.of("RolecallKeyless.assets.json", "manifest.json")) {
            Files.writeString(assembly.resolve(name), Files.readString(assembly.resolve(name)).replace(before, hash(text)));
        }
    }

    /** Changes a property of the stack in the assembly's manifest. */
    void manifest(String property, boolean value) throws IOException {
        Path file = assembly.resolve("manifest.json");
        ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(file);
        ((ObjectNode) manifest.path("artifacts").path("RolecallKeyless").path("properties")).put(property, value);
        Files.writeString(file, JsonMapper.shared().writeValueAsString(manifest));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode resources(ObjectNode template) {
        return (ObjectNode) template.path("Resources");
    }

    static ArrayNode policies(ObjectNode template, String start) {
        return (ArrayNode) resources(template).propertyStream().filter(entry -> entry.getKey().startsWith(start))
                .findFirst().orElseThrow().getValue().path("Properties").path("Policies");
    }

    /** The properties of the resource whose logical id begins like this. */
    static ObjectNode properties(ObjectNode template, String start) {
        return (ObjectNode) resources(template).propertyStream().filter(entry -> entry.getKey().startsWith(start)).findFirst()
                .orElseThrow().getValue().path("Properties");
    }

    static ObjectNode note(String name, String value) {
        ObjectNode note = JsonMapper.shared().createObjectNode().put("Type", "AWS::SSM::Parameter");
        note.putObject("Properties").put("Type", "String").put("Name", name).put("Value", value);
        return note;
    }

    /** A managed policy that IAM does not take, to be made after the note. */
    static ObjectNode broken() {
        ObjectNode broken = JsonMapper.shared().createObjectNode().put("Type", "AWS::IAM::ManagedPolicy").put("DependsOn", "Note");
        broken.putObject("Properties").set("PolicyDocument", allow("no-action"));
        return broken;
    }

    static JsonNode allow(String action) {
        return JsonMapper.shared().readTree(
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                        + "\", \"Resource\": \"*\"}]}");
    }
}
