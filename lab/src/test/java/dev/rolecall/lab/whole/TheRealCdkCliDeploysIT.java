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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The pinned CDK CLI, unpatched, against {@code rolecall up}, with nothing but the environment of {@code rolecall run}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "npx is a script of another name there")
final class TheRealCdkCliDeploysIT {
    @TempDir
    private Path folder;
    private Path runtime = Path.of("");
    private Path assembly = Path.of("");
    private int runs;

    @BeforeEach
    void up() throws IOException, InterruptedException {
        runtime = Files.createTempDirectory(Path.of("/tmp"), "cdk");
        assembly = Assembly.changed(folder.resolve("lesson"), "RolecallKeyless", _ -> {});
        Rolecall.Finished up = rolecall("up", "--port", "0", "--detach");
        assertThat(up.code()).as(up.err()).isZero();
    }

    @AfterEach
    void down() throws IOException, InterruptedException {
        rolecall("down");
        try (Stream<Path> files = Files.walk(runtime)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Test
    void bothStacksAreDeployedChangedComparedAndDestroyed() throws IOException, InterruptedException {
        assertThat(cdk("bootstrap", "aws://" + Assembly.LOCAL_ACCOUNT + "/us-east-1")).contains("bootstrapped (no changes)");
        assertThat(deploy("--all")).contains("RolecallKeyless", "RolecallAccessKey", "✅");
        assertThat(statuses()).containsExactlyInAnyOrder("CDKToolkit CREATE_COMPLETE", "RolecallKeyless CREATE_COMPLETE",
                "RolecallAccessKey CREATE_COMPLETE");
        assertThat(cdk("diff", "-a", assembly.toString(), "RolecallKeyless")).contains("There were no differences");
        assertThat(deploy("RolecallKeyless")).contains("(no changes)");

        String role = output("FunctionRoleName");
        change(template -> {
            policies(template, "FunctionRole").addObject().put("PolicyName", "More").set("PolicyDocument", allow("s3:ListAllMyBuckets"));
            resources(template).set("Note", note("/note", "one"));
        });
        assertThat(cdk("diff", "-a", assembly.toString(), "RolecallKeyless")).contains("s3:ListAllMyBuckets", "AWS::SSM::Parameter Note");
        assertThat(deploy("RolecallKeyless")).contains("✅");
        assertThat(statuses()).contains("RolecallKeyless UPDATE_COMPLETE");
        assertThat(output("FunctionRoleName")).as("changed in place").isEqualTo(role);
        assertThat(aws("iam", "list-role-policies", "--role-name", role, "--query", "PolicyNames", "--output", "text")).contains("More");

        change(template -> resources(template).set("Note", note("/another", "two")));
        assertThat(deploy("RolecallKeyless", "--method=direct")).contains("requires the creation of a new physical resource");
        assertThat(aws("ssm", "get-parameter", "--name", "/another", "--query", "Parameter.Value", "--output", "text").strip())
                .isEqualTo("two");
        assertThat(failing("aws", "ssm", "get-parameter", "--name", "/note").err()).contains("ParameterNotFound");

        assertThat(cdk("destroy", "--all", "--force", "-a", assembly.toString())).contains("destroyed");
        assertThat(statuses()).containsExactly("CDKToolkit CREATE_COMPLETE");
    }

    @Test
    void aDeploymentThatFailsIsRolledBackWithTheReason() throws IOException, InterruptedException {
        deploy("RolecallKeyless");
        change(template -> {
            resources(template).set("Note", note("/note", "one"));
            ObjectNode broken = JsonMapper.shared().createObjectNode().put("Type", "AWS::IAM::ManagedPolicy").put("DependsOn", "Note");
            broken.putObject("Properties").set("PolicyDocument", JsonMapper.shared()
                    .readTree(
                            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"no-action\", \"Resource\": \"*\"}]}"));
            resources(template).set("Broken", broken);
        });
        Rolecall.Finished failed = failing(npx("deploy", "-a", assembly.toString(), "--require-approval", "never", "RolecallKeyless"));

        assertThat(failed.out() + failed.err()).contains("Broken", "must be prefaced by a vendor");
        assertThat(statuses()).contains("RolecallKeyless UPDATE_ROLLBACK_COMPLETE");
        assertThat(failing("aws", "ssm", "get-parameter", "--name", "/note").err()).contains("ParameterNotFound");
    }

    @Test
    void theRolesOfTheBootstrapAreAssumedAndMayDoNoMoreThanOnAws() throws IOException, InterruptedException {
        deploy("RolecallKeyless");
        String events = aws("cloudtrail", "lookup-events", "--lookup-attributes", "AttributeKey=EventName,AttributeValue=AssumeRole",
                "--query", "Events[].CloudTrailEvent", "--output", "text");
        assertThat(events).contains("cdk-hnb659fds-deploy-role", "cdk-hnb659fds-file-publishing-role");
        assertThat(aws("iam", "simulate-principal-policy", "--policy-source-arn",
                "arn:aws:iam::" + Assembly.LOCAL_ACCOUNT + ":role/cdk-hnb659fds-deploy-role-" + Assembly.LOCAL_ACCOUNT + "-us-east-1",
                "--action-names", "cloudformation:CreateStack", "iam:CreateUser", "--query", "EvaluationResults[].EvalDecision", "--output",
                "text").split("\\s+")).containsExactly("allowed", "implicitDeny");
    }

    private String deploy(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("deploy", "-a", assembly.toString(), "--require-approval", "never"));
        all.addAll(List.of(arguments));
        return cdk(all.toArray(String[]::new));
    }

    private String cdk(String... arguments) throws IOException, InterruptedException {
        Rolecall.Finished finished = run(npx(arguments));
        assertThat(finished.code()).as(finished.out() + finished.err()).isZero();
        return finished.out() + finished.err();
    }

    private static String[] npx(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("npx", "--yes", "aws-cdk@" + TheRealCdkCliIT.pinned(), "--no-notices"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private String aws(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        Rolecall.Finished finished = run(command.toArray(String[]::new));
        assertThat(finished.code()).as(finished.err()).isZero();
        return finished.out();
    }

    private Rolecall.Finished failing(String... command) throws IOException, InterruptedException {
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

    private List<String> statuses() throws IOException, InterruptedException {
        JsonNode stacks = JsonMapper.shared().readTree(aws("cloudformation", "describe-stacks", "--output", "json")).path("Stacks");
        return stacks.valueStream().map(stack -> stack.path("StackName").asString() + " " + stack.path("StackStatus").asString()).toList();
    }

    private String output(String key) throws IOException, InterruptedException {
        return aws("cloudformation", "describe-stacks", "--stack-name", "RolecallKeyless", "--query",
                "Stacks[0].Outputs[?OutputKey=='" + key + "'].OutputValue", "--output", "text").strip();
    }

    /** Changes the template in the assembly; the CLI knows a template by its hash, as it does every asset. */
    private void change(Consumer<ObjectNode> how) throws IOException {
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

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode resources(ObjectNode template) {
        return (ObjectNode) template.path("Resources");
    }

    private static ArrayNode policies(ObjectNode template, String start) {
        return (ArrayNode) resources(template).propertyStream().filter(entry -> entry.getKey().startsWith(start))
                .findFirst().orElseThrow().getValue().path("Properties").path("Policies");
    }

    private static ObjectNode note(String name, String value) {
        ObjectNode note = JsonMapper.shared().createObjectNode().put("Type", "AWS::SSM::Parameter");
        note.putObject("Properties").put("Type", "String").put("Name", name).put("Value", value);
        return note;
    }

    private static JsonNode allow(String action) {
        return JsonMapper.shared().readTree(
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                        + "\", \"Resource\": \"*\"}]}");
    }
}
