package dev.rolecall.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The expected values follow the user guide's intrinsic function reference; the messages are what CloudFormation answers, or our own where it has no such case. */
final class TemplatesResolveAsCloudFormationDoesTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final PseudoParameters PSEUDO = new PseudoParameters("123456789012", "eu-west-1", "aws", "amazonaws.com",
            "arn:aws:cloudformation:eu-west-1:123456789012:stack/Lesson/1", "Lesson", List.of("arn:aws:sns:eu-west-1:123456789012:topic"));
    private static final String AROUND = """
            {"Parameters": {"Text": {"Type": "String", "Default": "a,b"}, "Words": {"Type": "CommaDelimitedList", "Default": "x, y"},
              "Image": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/image"}},
             "Mappings": {"Sizes": {"eu-west-1": {"small": "t4g.nano"}}},
             "Conditions": {"Yes": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}, "No": {"Fn::Not": [{"Condition": "Yes"}]},
              "Both": {"Fn::And": [{"Condition": "Yes"}, {"Condition": "No"}]}, "Either": {"Fn::Or": [{"Condition": "No"}, {"Condition": "Yes"}]}},
             "Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}, "Asked": {"Type": "T", "Properties": {}}}}
            """;

    private static final ResourceValues BUCKET = new ResourceValues() {
        @Override
        public Optional<String> ref(String logicalId) {
            return logicalId.equals("Bucket") ? Optional.of("bucket-1") : Optional.empty();
        }

        @Override
        public Optional<JsonNode> attribute(String logicalId, String name) {
            return switch (name) {
                case "Arn" -> Optional.of(StringNode.valueOf("arn:aws:s3:::bucket-1"));
                case "Endpoint.Address" -> Optional.of(StringNode.valueOf("here"));
                default -> Optional.empty();
            };
        }
    };

    @TestFactory
    Stream<DynamicTest> functionsGiveTheirValues() {
        return cases("functions.json").map(wanted -> DynamicTest.dynamicTest(wanted.path("name").asString(), () -> {
            ObjectNode template = (ObjectNode) MAPPER.readTree(AROUND);
            ((ObjectNode) template.at("/Resources/Asked/Properties")).set("It", wanted.path("value"));
            Evaluation evaluation = evaluation(template.toString(), Map.of());
            if (wanted.has("error")) {
                assertThatThrownBy(() -> evaluation.properties("Asked", BUCKET)).isInstanceOf(TemplateException.class)
                        .hasMessage(wanted.path("error").asString());
            } else {
                assertThat(evaluation.properties("Asked", BUCKET).path("It")).isEqualTo(wanted.path("expected"));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotSoundIsRefused() {
        return cases("refused.json").map(wanted -> DynamicTest.dynamicTest(wanted.path("name").asString(), () -> {
            String text = wanted.path("template").isString() ? wanted.path("template").asString() : wanted.path("template").toString();
            Map<String, String> given = new TreeMap<>();
            wanted.path("given").properties().forEach(entry -> given.put(entry.getKey(), entry.getValue().asString()));
            assertThatThrownBy(() -> evaluation(text, given)).isInstanceOf(TemplateException.class)
                    .hasMessage(wanted.path("error").asString());
        }));
    }

    @Test
    void aResourceComesAfterWhatItNeeds() {
        Evaluation evaluation = evaluation("""
                {"Resources": {"C": {"Type": "T", "Properties": {"X": {"Fn::Sub": "${B.Arn}"}}}, "B": {"Type": "T", "DependsOn": "A"},
                 "A": {"Type": "T"}, "Alone": {"Type": "T"}}}""", Map.of());
        assertThat(evaluation.dependencies()).isEqualTo(Map.of("A", Set.of(), "Alone", Set.of(), "B", Set.of("A"),
                "C", Set.of("B")));
        assertThat(List.copyOf(evaluation.dependencies().keySet())).containsSubsequence("A", "B", "C");
    }

    @Test
    void whatAConditionLeavesOutIsNoResourceAndNoDependency() {
        Evaluation evaluation = evaluation(
                """
                {"Conditions": {"No": {"Fn::Equals": ["a", "b"]}},
                 "Resources": {"A": {"Type": "T", "Condition": "No"},
                  "B": {"Type": "T", "DependsOn": "A", "Properties": {"X": {"Fn::If": ["No", {"Ref": "A"}, "none"]}}}},
                 "Outputs": {"Kept": {"Value": "1", "Export": {"Name": {"Fn::Sub": "${AWS::StackName}:Kept"}}}, "Left": {"Condition": "No", "Value": {"Ref": "A"}}}}""",
                Map.of());
        assertThat(evaluation.resources()).containsOnlyKeys("B");
        assertThat(evaluation.properties("B", BUCKET).toString()).isEqualTo("{\"X\":\"none\"}");
        assertThat(evaluation.outputs(BUCKET))
                .containsExactly(new Evaluation.Output("Kept", "1", Optional.empty(), Optional.of("Lesson:Kept")));
    }

    private static Evaluation evaluation(String text, Map<String, String> given) {
        return new Evaluation(Template.parse(text), given, PSEUDO,
                name -> name.equals("/image") ? Optional.of("ami-0123") : Optional.empty(),
                name -> name.equals("there") ? Optional.of("imported") : Optional.empty());
    }

    private static Stream<JsonNode> cases(String file) {
        try (InputStream in = Objects.requireNonNull(TemplatesResolveAsCloudFormationDoesTest.class.getResourceAsStream(file))) {
            return MAPPER.readTree(in).valueStream().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
