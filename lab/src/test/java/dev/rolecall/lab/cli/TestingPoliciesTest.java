package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.rolecall.lab.cli.InThisProcess.Ran;

/** {@code rolecall policy test}: what a person, a script and the shell get of it. */
final class TestingPoliciesTest {
    private static final String ONE = """
            {'id': '%s', 'why': 'the reader reads its prefix', 'principal': {'type': 'user', 'arn': 'arn:aws:iam::111122223333:user/alice',
             'accountId': '111122223333'}, 'identityPolicies': [{'Version': '2012-10-17', 'Statement': [{'Sid': 'ReadLesson',
             'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::demo/lesson/*'}]}],
             'action': 's3:GetObject', 'resource': 'arn:aws:s3:::demo/%s', 'resourceAccount': '111122223333', 'context': {}%s}""";

    @TempDir
    private Path folder;
    private CommandLineInTest rolecall = CommandLineInTest.in(Path.of(""));

    @BeforeEach
    void begin() {
        rolecall = CommandLineInTest.in(folder);
    }

    @Test
    void aCaseThatPassesIsALine() {
        Ran ran = rolecall.run("policy", "test", file("a.json", one("reads", "lesson/x", "Allow")));

        assertThat(ran.out().lines()).containsExactly("✓ reads: Allow", "", "1 case: 1 passed, 0 failed.");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void aCaseThatFailsIsExplained() {
        Ran ran = rolecall.run("policy", "test",
                file("a.json", one("reads", "lesson/x", "Allow"), one("pays", "payroll/may.csv", "Allow")));

        assertThat(ran.out()).contains("✓ reads: Allow").contains("✗ pays: ImplicitDeny, expected Allow")
                .contains("the reader reads its prefix").contains("ReadLesson").contains("arn:aws:s3:::demo/lesson/*")
                .contains("2 cases: 1 passed, 1 failed.");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aCaseThatExpectsNothingIsShownAndCannotFail() {
        String file = file("a.json", ONE.formatted("open", "payroll/x", ""));

        Ran ran = rolecall.run("policy", "test", file);
        assertThat(ran.out()).contains("· open: ImplicitDeny, nothing expected").contains("0 failed, 1 without an expectation");
        assertThat(ran.code()).isZero();
        JsonNode json = rolecall.run("policy", "test", "--json", file).json().path(0);
        assertThat(json.path("decision").asString()).isEqualTo("ImplicitDeny");
        assertThat(json.path("expected").isNull()).isTrue();
        assertThat(json.path("pass").isNull()).isTrue();
    }

    @Test
    void asJsonItIsOneArrayOverAllFilesInOrder() {
        String first = file("b.json", one("two", "lesson/x", "Allow"), one("one", "payroll/x", "Allow"));
        String second = file("a.json", one("two", "lesson/x", "Allow"));

        Ran ran = rolecall.run("policy", "test", "--json", first, second);

        assertThat(ran.code()).isEqualTo(1);
        List<JsonNode> all = ran.json().valueStream().toList();
        assertThat(all).extracting(one -> one.path("id").asString()).containsExactly("two", "one", "two");
        assertThat(all).extracting(one -> one.path("pass").asBoolean()).containsExactly(true, false, true);
        assertThat(all).extracting(one -> one.path("file").asString()).containsExactly(first, first, second);
        assertThat(all.get(1).path("explanation").path("decision").asString()).isEqualTo("ImplicitDeny");
        assertThat(List.copyOf(all.getFirst().propertyNames())).startsWith("id", "decision", "expected", "pass", "explanation");
    }

    @Test
    void withSeveralFilesEachHasAHeading() {
        String first = file("b.json", one("one", "lesson/x", "Allow"));
        String second = file("a.json", one("one", "lesson/x", "Allow"));

        assertThat(rolecall.run("policy", "test", first, second).out().lines()).containsExactly(first, "✓ one: Allow", "", second,
                "✓ one: Allow", "", "2 cases in 2 files: 2 passed, 0 failed.");
    }

    @Test
    void aFileThatIsWrongIsNamedWithCaseAndFieldAndNothingIsDecided() {
        String good = file("good.json", one("one", "lesson/x", "Allow"));

        Ran ran = rolecall.run("policy", "test", good, file("bad.json", one("lost", "lesson/x", "Perhaps")));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.complaint()).contains("bad.json").contains("\"lost\"").contains("/0/expected").contains("ImplicitDeny");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).hasSize(1);

        String malformed = file("bad.json", one("lost", "lesson/x", "Allow").replace("'Effect'", "'Affect'"));
        assertThat(rolecall.run("policy", "test", "--json", malformed)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.complaint()).contains("/0/identityPolicies/0/Statement/0/Affect");
            assertThat(refused.out()).isEmpty();
        });
    }

    @Test
    void whatIsNoFileOfCasesIsSaid() throws IOException {
        refused(folder.resolve("none.json").toString(), "no file");
        refused(folder.toString(), "folder");
        refused(rolecall.file("text.json", "not json"), "no JSON");
        refused(Files.write(folder.resolve("bytes.json"), new byte[]{(byte) 0xff, (byte) 0xfe}).toString(), "UTF-8");
        assertThat(rolecall.run("policy", "test").code()).isEqualTo(2);
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        String file = file("a.json", one("reads", "lesson/x", "Allow"), one("pays", "payroll/x", "Allow"));

        assertThat(rolecall.run("policy", "test", file).out()).doesNotContain("\033[");
        assertThat(CommandLineInTest.onScreen(folder, false).run("policy", "test", file).out()).doesNotContain("\033[");
        assertThat(CommandLineInTest.onScreen(folder, true).run("policy", "test", file).out()).contains("\033[");
    }

    @Test
    void theRepositorysOwnCasesPass() throws IOException {
        List<String> args = new ArrayList<>(List.of("policy", "test"));
        try (Stream<Path> files = Files.list(Path.of("../iam/src/test/resources/cases"))) {
            files.sorted().map(Path::toString).forEach(args::add);
        }
        Ran ran = rolecall.run(args.toArray(String[]::new));
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out()).doesNotContain("without an expectation");
    }

    @Test
    @Timeout(120)
    void hundredsOfFilesAreQuick() {
        List<String> args = new ArrayList<>(List.of("policy", "test", "--json"));
        for (int i = 0; i < 300; i++) {
            args.add(file(i + ".json", Stream.iterate(0, n -> n + 1).limit(20).map(n -> one("case" + n, "lesson/x", "Allow"))
                    .toArray(String[]::new)));
        }
        // Its own work: what else the machine does meanwhile is no matter of the command's.
        ThreadMXBean work = ManagementFactory.getThreadMXBean();
        long begun = work.getCurrentThreadCpuTime();
        Ran ran = rolecall.run(args.toArray(String[]::new));
        assertThat(Duration.ofNanos(work.getCurrentThreadCpuTime() - begun)).isPositive().isLessThan(Duration.ofSeconds(10));
        assertThat(ran.json().size()).isEqualTo(6_000);
    }

    @Test
    void theHelpHasExamples() {
        assertThat(rolecall.run("policy", "test", "--help").out()).contains("Examples:").contains("iam/src/test/resources/cases");
        assertThat(rolecall.run("policy")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).contains("test").contains("explain");
        });
    }

    private void refused(String file, String words) {
        Ran ran = rolecall.run("policy", "test", file);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.complaint()).contains(file).contains(words);
    }

    private String file(String name, String... cases) {
        return rolecall.file(name, "[" + String.join(",", cases) + "]");
    }

    private static String one(String id, String key, String expected) {
        return ONE.formatted(id, key, ", 'expected': '" + expected + "'");
    }
}
