package dev.rolecall.iam.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is given, there are findings with places in it, or one sentence that says why it cannot be read. */
final class AnyFileIsCheckedOrRefusedTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<WeaknessCase> CASES = WeaknessCase.all();
    private static final List<String> WRONG = List.of("null", "true", "17", "-1e3", "\"\"", "\"*\"", "\"...\"", "\"${aws:username}\"",
            "\"arn:aws:s3\"",
            "\"%7B%zz\"", "\"{\"", "[]", "{}", "[[]]", "{\"\": {}}", "[null]", "{\"Statement\": null}", "\"ü\\uD834\"", "\"a:*?b\"");

    @Property(tries = 2000)
    void whereSomethingElseStandsThanShould(@ForAll @IntRange(max = 10_000) int which, @ForAll @IntRange(max = 10_000) int where,
            @ForAll @IntRange(max = 10_000) int what) {
        JsonNode file = JSON.readTree(CASES.get(which % CASES.size()).weak());
        List<Runnable> changes = new ArrayList<>();
        JsonNode wrong = JSON.readTree(WRONG.get(what % WRONG.size()));
        collect(file, wrong, changes);
        changes.get(where % changes.size()).run();

        check(file.toString());
    }

    @Property
    void orNoJsonAtAll(@ForAll @StringLength(max = 60) String text) {
        check(text);
    }

    private static void collect(JsonNode node, JsonNode wrong, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> changes.add(() -> object.set(name, wrong)));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> array.set(index, wrong));
            }
        }
        node.forEach(child -> collect(child, wrong, changes));
    }

    private static void check(String text) {
        try {
            List<Finding> found = PolicyCheck.findings(text, Optional.empty());
            JsonNode file = JSON.readTree(text);
            assertThat(found)
                    .allSatisfy(finding -> assertThat(file.at(JsonPointer.compile(finding.path())).isMissingNode()).as(finding.path())
                            .isFalse());
        } catch (UnreadableFileException e) {
            assertThat(e.getMessage()).matches("(?s)is .+\\.");
        }
    }
}
