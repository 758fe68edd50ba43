package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents in {@code src/test/resources/documents}: what IAM takes, and what it refuses with the place and IAM's sentence. Each names
 * the page that it was written from. A document stands there as JSON, or as {@code text} where its text matters.
 */
final class DocumentsAreReadAsIamReadsThemTest {

    @TestFactory
    Stream<DynamicTest> whatIamTakesIsTaken() {
        return documents("accepted.json").map(one -> DynamicTest.dynamicTest(one.path("id").asString(),
                () -> assertThatNoException().as(one.path("why").asString()).isThrownBy(() -> parse(one))));
    }

    @TestFactory
    Stream<DynamicTest> whatIamRefusesIsRefusedWithThePlace() {
        return documents("refused.json").map(one -> DynamicTest.dynamicTest(one.path("id").asString(),
                () -> assertThatExceptionOfType(MalformedPolicyException.class).as(one.path("why").asString())
                        .isThrownBy(() -> parse(one)).withMessageContaining(one.path("message").asString())
                        .satisfies(refusal -> assertThat(refusal.pointer()).isEqualTo(one.path("pointer").asString()))));
    }

    private static PolicyDocument parse(JsonNode one) {
        String text = one.has("text") ? one.path("text").asString() : one.path("document").toString();
        return PolicyDocument.parse(text, PolicyKind.valueOf(one.path("kind").asString()));
    }

    private static Stream<JsonNode> documents(String file) {
        List<JsonNode> all = new ArrayList<>();
        JsonMapper.shared().readTree(Path.of("src/test/resources/documents", file)).forEach(all::add);
        assertThat(all).isNotEmpty();
        return all.stream();
    }
}
