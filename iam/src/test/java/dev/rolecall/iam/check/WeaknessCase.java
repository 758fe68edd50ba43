package dev.rolecall.iam.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A weakness in both directions.
 *
 * @param also  rules that find something in it, too
 * @param weak  a file that has it
 * @param fixed the same file without it, in which nothing at all is found
 */
record WeaknessCase(String rule, String severity, String path, String why, Optional<String> account, List<String> also, String weak,
        String fixed) {
    private static final List<String> FILES = List.of("trust", "grants", "conditions", "documents");

    static List<WeaknessCase> all() {
        List<WeaknessCase> cases = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream json = WeaknessCase.class.getResourceAsStream("weaknesses/" + file + ".json")) {
                JsonMapper.shared().readTree(json).forEach(node -> cases.add(of(node)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cases;
    }

    private static WeaknessCase of(JsonNode node) {
        return new WeaknessCase(node.path("rule").asString(), node.path("severity").asString(), node.path("path").asString(),
                node.path("why").asString(), Optional.of(node.path("account").asString("")).filter(account -> !account.isEmpty()),
                node.path("also").valueStream().map(JsonNode::asString).toList(), node.path("weak").toString(),
                node.path("fixed").toString());
    }
}
