package dev.rolecall.lab.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.whole.LessonAssembly;

/** The clean-up finds a lab by its names alone: so they have to be those that the CDK app gives. */
final class NamesAgreeWithTheAppIT {
    @Test
    void ofALabWithoutAPrefix() {
        agree(new LabNames(Optional.empty()), LessonAssembly.withTask());
    }

    @Test
    void ofALearnersOwn() {
        agree(new LabNames(Optional.of("alice")), LessonAssembly.withTask("alice"));
    }

    @Test
    void whatIsOursIsNotTheNeighbours() {
        LabNames own = new LabNames(Optional.empty());
        LabNames alices = new LabNames(Optional.of("alice"));
        assertThat(own.isOurs("RolecallKeyless-FunctionRole-ABC")).isTrue();
        assertThat(own.isOurs("alice-RolecallKeyless-FunctionRole-ABC")).isFalse();
        assertThat(own.isOurs("alice-EC2-S3-Role")).isFalse();
        assertThat(own.isOurs("RolecallKeylessOther")).isFalse();
        assertThat(alices.isOurs("alice-EC2-S3-Role")).isTrue();
        assertThat(alices.isOurs("EC2-S3-Role")).isFalse();
        assertThat(alices.isOurs("malice-RolecallKeyless-X")).isFalse();
        assertThat(alices.isOurBucket("alice-rolecallkeyless-lessonbucket-x")).isTrue();
        assertThat(alices.isOurBucket("rolecallkeyless-lessonbucket-x")).isFalse();
    }

    private static void agree(LabNames names, Path assembly) {
        List<StackArtifact> stacks = CloudAssembly.read(assembly).stacks();
        assertThat(stacks).extracting(StackArtifact::name).as("deleted in the other order").isEqualTo(names.stacks().reversed());
        assertThat(stacks.stream().flatMap(NamesAgreeWithTheAppIT::labs)).as("of resources that carry tags").hasSizeGreaterThan(10)
                .containsOnly(names.lab());
        assertThat(LabNames.ofKeyless(stacks.getFirst().name())).isEqualTo(names);
        assertThat(stacks.stream().flatMap(stack -> roleNames(stack).stream())).as("of roles that have one").containsExactly(names.role());
    }

    private static List<String> roleNames(StackArtifact stack) {
        return resources(stack).filter(resource -> resource.path("Type").asString().equals("AWS::IAM::Role"))
                .flatMap(resource -> resource.path("Properties").optional("RoleName").stream()).map(JsonNode::asString).toList();
    }

    private static Stream<String> labs(StackArtifact stack) {
        return resources(stack).map(resource -> resource.path("Properties").path("Tags")).filter(JsonNode::isArray)
                .map(tags -> tags.valueStream().filter(tag -> tag.path("Key").asString().equals(LabNames.TAG))
                        .map(tag -> tag.path("Value").asString()).findFirst().orElse("no tag"));
    }

    private static Stream<JsonNode> resources(StackArtifact stack) {
        return JsonMapper.shared().readTree(stack.template()).path("Resources").valueStream();
    }
}
