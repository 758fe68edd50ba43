package dev.rolecall.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;

/** The files are reports of real runs, one with a permission taken away; a change of the expected pages is looked at before it replaces one. */
final class ComparingReportsTest {
    @TempDir
    private Path folder;

    @Test
    void aPageHasAColumnForEachReport() {
        assertThat(MarkdownComparison.write(all())).isEqualToNormalizingNewlines(resource("side-by-side.md").strip());
    }

    @Test
    void scriptsGetTheSameAsData() {
        assertThat(JsonComparison.write(all())).isEqualToNormalizingNewlines(resource("side-by-side.json").strip());
    }

    @Test
    void theSameBehaviourInAnotherRunIsTheSamePage() {
        List<Report> another = Stream.of("local", "localstack", "endpoint").map(name -> given(name, inAnotherRun(resource(name + ".json"))))
                .toList();

        assertThat(MarkdownComparison.write(another)).isEqualTo(MarkdownComparison.write(all()));
        assertThat(JsonComparison.write(another)).isEqualTo(JsonComparison.write(all()));
    }

    private static String inAnotherRun(String report) {
        String other = report.replace("i-0c4a8c5dbf2ff5662", "i-0123456789abcdef0").replace("nhlqqirrjk22", "abcdefghijkl")
                .replace("111122223333", "444455556666").replace("127.0.0.1:35399", "127.0.0.1:4566").replaceAll("….{4}\"", "…WXYZ\"")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[\\d:]{8}Z", "2027-01-02T03:04:05Z").replaceAll("\"millis\": \\d+", "\"millis\": 1");
        assertThat(other).isNotEqualTo(report);
        return other;
    }

    @Test
    void twoReportsOfOneTargetAreToldApartByTheirFiles() {
        Report first = given("first", resource("endpoint.json"));
        Report second = given("second", resource("endpoint.json"));

        assertThat(MarkdownComparison.write(List.of(first, second)).lines().findFirst().orElseThrow()).contains(
                "`endpoint` in `first.json`",
                "`endpoint` in `second.json`");
    }

    @Test
    void aWorkloadThatOnlyOneReportHasIsNothingInTheOthers() {
        Report more = given("more", resource("local.json").replace("ec2-role", "ecs-role"));

        assertThat(MarkdownComparison.write(List.of(more, given("local", resource("local.json"))))).contains("| `ecs-role` | **refused**")
                .containsPattern("\\| `ecs-role` \\| [^|]+ \\| – \\|");
    }

    @Test
    void reportsFromBeforeThereWasASentenceAreRead() {
        assertThat(given("old", resource("local.json").replaceFirst("\"sentence\".*", "")).sentence()).isEmpty();
    }

    @Test
    void whatAServiceSaysIsNotTakenForMarkdown() {
        Report report = given("wild", resource("local.json").replace("because no identity-based", "<b>`*`|"));

        assertThat(MarkdownComparison.write(List.of(report))).contains("\\<b>\\`\\*\\`\\|");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"{}; /target is missing", "{\"target\": 1}; /target is not text",
            "{\"target\": \"t\", \"shown\": \"s\"}; /workloads is missing",
            "{\"target\": \"t\", \"shown\": \"s\", \"workloads\": {}}; /workloads is not a list",
            "{\"target\": \"t\", \"shown\": \"s\", \"workloads\": [{\"id\": \"w\", \"outcome\": \"eaten\"}]}; /workloads/0/outcome is not one of read, refused, failed",
            "{\"target\": \"t\", \"shown\": \"s\", \"workloads\": [{\"id\": \"w\", \"outcome\": \"read\", \"temporary\": \"no\"}]}; /workloads/0/temporary is not true or false",
            "[]; /target is missing", "nonsense; is no JSON: see its line 1", "``; /target is missing"})
    void whatIsNoReportIsNamedWithTheField(String text, String words) {
        assertThatThrownBy(() -> given("odd", text)).isInstanceOfSatisfying(LabException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
            assertThat(e.getMessage()).contains("odd.json").contains(words);
            assertThat(e.getMessage().lines()).hasSize(1);
        });
    }

    @Test
    void aFileThatIsNotThereCannotBeRead() {
        assertThatThrownBy(() -> Report.read(folder.resolve("none.json"))).isInstanceOf(LabException.class)
                .hasMessage(folder.resolve("none.json") + " cannot be read.");
    }

    private List<Report> all() {
        return List.of(given("local", resource("local.json")), given("localstack", resource("localstack.json")),
                given("endpoint", resource("endpoint.json")));
    }

    private Report given(String name, String text) {
        try {
            return Report.read(Files.writeString(folder.resolve(name + ".json"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(ComparingReportsTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
