package dev.rolecall.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;

/** The data that says which operation needs which actions. */
final class TheAuthorizationMapIsWholeTest {

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/rolecall/cloud/authorization"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileNamesItsPageAndEveryOperationWhatItNeeds(Path file) {
        JsonNode map = JsonMapper.shared().readTree(file);
        assertThat(map.path("source").asString()).startsWith("https://docs.aws.amazon.com/service-authorization/latest/reference/list_");
        map.path("operations").properties().forEach(operation -> operation.getValue().properties().forEach(need -> {
            assertThat(need.getKey()).as(operation.getKey()).matches("[a-z0-9]+:[A-Z][A-Za-z]+");
            assertThat(need.getValue().isString() || need.getValue().isArray()).as(operation.getKey()).isTrue();
        }));
    }

    @Test
    void anActionIsAskedOnEveryResourceThatTheCallNamesAndNotWhereItNamesNone() {
        ResourceKinds<List<String>> named = new ResourceKinds<>(Map.of("parameter", names -> names.stream().map(Resource::of).toList()));

        assertThat(AuthorizationMap.of("ssm").permissions("GetParameters", List.of("a", "b"), named))
                .containsExactly(Permission.of("ssm:GetParameters", "a"), Permission.of("ssm:GetParameters", "b"));
        assertThat(AuthorizationMap.of("ssm").permissions("GetParameters", List.of(), named)).isEmpty();
    }
}
