package dev.rolecall.cloud.cloudformation;

import static dev.rolecall.cloud.cloudformation.RecordingCloud.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.state.DurableState;
import dev.rolecall.cloud.state.State;
import dev.rolecall.cloud.state.StateException;

/** Stacks in a state that is closed and opened again while nobody works on them. */
final class StacksOutliveTheCloudTest {
    private static final String EXPORTER = """
            {"Resources": {"B": {"Type": "AWS::S3::Bucket"}}, "Outputs": {"N": {"Value": {"Ref": "B"}, "Export": {"Name": "bucket"}}}}""";
    private static final String IMPORTER = """
            {"Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Fn::ImportValue": "bucket"}}}}}""";
    private static final String IMAGE = """
            {"Parameters": {"Image": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/aws/image"}},
             "Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/p", "Value": {"Ref": "Image"}}}}}""";
    private static final String YAML = """
            Resources:
              Log:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, LogGroupName: %s}
            """;
    private static final List<String> QUESTIONS = List.of("DescribeStacks", "DescribeStackEvents", "DescribeStackResources",
            "ListStackResources", "GetTemplate", "GetTemplateSummary", "ListChangeSets");

    @TempDir
    private Path folder;
    private State state = State.none();
    private RecordingCloud cloud = new RecordingCloud();

    @BeforeEach
    void start() {
        state = open();
        cloud = new RecordingCloud(state);
    }

    private State open() {
        return DurableState.open(folder.resolve("state"), RecordingCloud.ACCOUNT, "eu-west-1");
    }

    @AfterEach
    void stop() {
        state.close();
    }

    private void restart() {
        stop();
        start();
    }

    @Test
    void bothStacksOfTheLessonAreWhatTheyWereAndAreUpdatedAndDeleted() throws IOException {
        String keyless = made("RolecallKeyless", resource("keyless.template.json"));
        String accessKey = made("RolecallAccessKey", resource("access-key.template.json"));
        Map<String, JsonNode> before = told(keyless, accessKey);
        restart();
        assertThat(told(keyless, accessKey)).isEqualTo(before);

        refused(() -> update("RolecallAccessKey", resource("access-key.template.json")), "No updates are to be performed.");
        refused(() -> update("RolecallKeyless", resource("keyless.template.json")), "No updates are to be performed.");
        update("RolecallAccessKey", resource("access-key.template.json").replace("\"MemorySize\": 512", "\"MemorySize\": 256"));
        become(accessKey, "UPDATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("UpdateFunctionConfiguration");
        assertThat(cloud.calls.getFirst().input().at("/Environment/Variables/READER_SECRET_ACCESS_KEY").asString())
                .isEqualTo(RecordingCloud.SECRET);
        restart();

        refused(() -> cloud.about("DeleteStack", "RolecallKeyless"), "in use by RolecallAccessKey");
        for (String id : List.of(accessKey, keyless)) {
            cloud.about("DeleteStack", id);
            become(id, "DELETE_COMPLETE");
        }
        assertThat(cloud.operations()).contains("DeleteAccessKey", "DeleteUser", "TerminateInstances", "DeleteFunction", "DeleteBucket",
                "DeleteVpc", "DeleteVpcEndpoints");
        assertThat(cloud.call("ListExports", node("None", "")).path("Exports").size()).isZero();
    }

    @Test
    void aStackThatIsGoneIsFoundByItsArnAndItsNameIsFree() {
        String id = made("One", RecordingCloud.BUCKET);
        cloud.about("DeleteStack", "One");
        become(id, "DELETE_COMPLETE");
        JsonNode before = cloud.about("DescribeStackEvents", id);
        restart();
        assertThat(cloud.status(id)).isEqualTo("DELETE_COMPLETE");
        assertThat(cloud.about("DescribeStackEvents", id)).isEqualTo(before);
        refused(() -> cloud.stack("One"), "Stack with id One does not exist");
        assertThat(made("One", RecordingCloud.BUCKET)).isNotEqualTo(id);
        restart();
        assertThat(cloud.call("ListStacks", node("None", "")).path("StackSummaries").valueStream()
                .map(stack -> stack.path("StackStatus").asString())).as("the newest first").containsExactly("CREATE_COMPLETE",
                        "DELETE_COMPLETE");
    }

    @Test
    void whatIsImportedCannotGo() {
        String from = made("From", EXPORTER);
        String to = made("To", IMPORTER);
        restart();
        refused(() -> cloud.about("DeleteStack", "From"), "Export bucket cannot be deleted as it is in use by To");
        cloud.about("DeleteStack", "To");
        become(to, "DELETE_COMPLETE");
        restart();
        cloud.about("DeleteStack", "From");
        become(from, "DELETE_COMPLETE");
    }

    @Test
    void aChangeSetIsDescribedAndExecuted() {
        String id = made("One", RecordingCloud.BUCKET);
        String update = changeSet("One", "more", "UPDATE",
                RecordingCloud.BUCKET.replace("{\"B\"", "{\"C\": {\"Type\": \"AWS::S3::Bucket\"}, \"B\""));
        String creation = changeSet("Fresh", "first", "CREATE", RecordingCloud.BUCKET);
        JsonNode before = cloud.call("DescribeChangeSet", node("ChangeSetName", update));
        restart();
        assertThat(cloud.call("DescribeChangeSet", node("ChangeSetName", update))).isEqualTo(before);
        assertThat(cloud.status("Fresh")).isEqualTo("REVIEW_IN_PROGRESS");
        for (String set : List.of(update, creation)) {
            cloud.call("ExecuteChangeSet", node("ChangeSetName", set));
        }
        become(id, "UPDATE_COMPLETE");
        become("Fresh", "CREATE_COMPLETE");
        restart();
        assertThatThrownBy(() -> cloud.call("ExecuteChangeSet", node("ChangeSetName", update))).isInstanceOfSatisfying(AwsException.class,
                e -> assertThat(e.code()).isEqualTo("InvalidChangeSetStatus"));
    }

    @Test
    void aLookedUpParameterKeepsTheValueThatItHad() {
        made("One", IMAGE);
        JsonNode before = cloud.stack("One");
        assertThat(before.at("/Parameters/0/ResolvedValue").asString()).isEqualTo("ami-0123");
        restart();
        cloud.image.set("ami-4567");
        assertThat(cloud.stack("One")).isEqualTo(before);
        update("One", IMAGE);
        become("One", "UPDATE_COMPLETE");
        assertThat(cloud.calls.getFirst().input().path("Value").asString()).isEqualTo("ami-4567");
    }

    @Test
    void numbersOfAYamlTemplateAreTheSameNumbers() {
        made("Logs", YAML.formatted("/a"));
        restart();
        refused(() -> update("Logs", YAML.formatted("/a")), "No updates are to be performed.");
        update("Logs", YAML.formatted("/b"));
        become("Logs", "UPDATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("CreateLogGroup", "PutRetentionPolicy", "DeleteLogGroup");
    }

    @Test
    void aStackKeepsItsRole() {
        String id = cloud.create("Its", node("TemplateBody", RecordingCloud.BUCKET).put("RoleARN", "deployer"));
        become(id, "CREATE_COMPLETE");
        restart();
        cloud.about("DeleteStack", id);
        become(id, "DELETE_COMPLETE");
        assertThat(cloud.calls).isNotEmpty().allSatisfy(made -> assertThat(made.caller().name()).endsWith(":user/deployer"));
    }

    @Test
    void aDeletedStackKeepsNoSecret() throws IOException {
        made("RolecallKeyless", resource("keyless.template.json"));
        String id = made("RolecallAccessKey", resource("access-key.template.json"));
        assertThat(stored(id)).contains(RecordingCloud.SECRET);
        cloud.about("DeleteStack", id);
        become(id, "DELETE_COMPLETE");
        assertThat(stored(id)).contains("DELETE_COMPLETE").doesNotContain(RecordingCloud.SECRET);
    }

    @Test
    void aStackThatThisVersionDoesNotReadIsRefused() {
        String id = made("One", IMAGE);
        stop();
        ConcurrentMap<String, ObjectNode> stacks = new ConcurrentHashMap<>();
        try (State other = open()) {
            other.keep("cloudformation/stacks", stacks, ObjectNode.class);
            other.begin();
            stacks.computeIfPresent(id, (_, stack) -> {
                ObjectNode changed = stack.deepCopy();
                changed.putObject("lookedUp");
                return changed;
            });
        }
        assertThatThrownBy(this::start).isInstanceOf(StateException.class)
                .hasMessage("The state has a stack One that this version does not read. Use the version that made it, or another folder.");
    }

    /** What the state has of a stack, as text. */
    private String stored(String id) {
        stop();
        ConcurrentMap<String, ObjectNode> stacks = new ConcurrentHashMap<>();
        try (State read = open()) {
            read.keep("cloudformation/stacks", stacks, ObjectNode.class);
        }
        start();
        return String.valueOf(stacks.get(id));
    }

    private String made(String name, String template) {
        String id = cloud.create(name, template);
        become(id, "CREATE_COMPLETE");
        return id;
    }

    private void update(String stack, String template) {
        ObjectNode input = node("StackName", stack).put("TemplateBody", template);
        input.putArray("Capabilities").add("CAPABILITY_NAMED_IAM");
        cloud.call("UpdateStack", input);
    }

    private String changeSet(String stack, String name, String type, String template) {
        return cloud.call("CreateChangeSet",
                node("StackName", stack).put("ChangeSetName", name).put("ChangeSetType", type).put("TemplateBody", template)).path("Id")
                .asString();
    }

    private Map<String, JsonNode> told(String... stacks) {
        Map<String, JsonNode> told = new LinkedHashMap<>();
        for (String stack : stacks) {
            QUESTIONS.forEach(question -> told.put(question + " " + stack, cloud.about(question, stack)));
        }
        for (String question : List.of("DescribeStacks", "ListStacks", "ListExports")) {
            told.put(question, cloud.call(question, node("None", "")));
        }
        return told;
    }

    private void become(String stack, String status) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(cloud.status(stack)).as(() -> cloud.stack(stack).toString()).isEqualTo(status));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.getMessage()).contains(message));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StacksOutliveTheCloudTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
