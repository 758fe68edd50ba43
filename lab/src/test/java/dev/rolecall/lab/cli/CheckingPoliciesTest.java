package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.Surroundings;

final class CheckingPoliciesTest {
    private static final String CLEAN = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lesson/*"}]}""";
    private static final String OPEN = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}""";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"s3:GetObject,0", "s3:GetObjekt,0", "s3:*,1", "s3-get,1"})
    void theExitCodeIsThatOfTheWorst(String action, int code) throws IOException {
        assertThat(run("policy", "check", file("policy.json", CLEAN.replace("s3:GetObject", action)))).isEqualTo(code);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aPersonReadsWhereWhatAndWhatToDo() throws IOException {
        String file = file("trust.json", OPEN);

        assertThat(run("policy", "check", file)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "medium account-without-external-id at " + file + ":1:82 /Statement/0/Principal/AWS",
                "    All of account 111122223333 is trusted, without an external id. (If it is the role's own account, the role's Arn or --account would say so.)",
                "    Fix: Ask for the id that you agreed on by StringEquals on sts:ExternalId, and name the role in that account rather than the account.",
                "    https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html", "", "1 file: 1 medium.");
    }

    @Test
    void whoseAccountItIsCanBeSaid() throws IOException {
        assertThat(run("policy", "check", "--account", "111122223333", file("trust.json", OPEN))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("info own-account-trusted").contains("1 file: 1 info.");
    }

    @Test
    void oneFileIsOneObjectWithTheDocumentedFields() throws IOException {
        String file = file("trust.json", OPEN);

        assertThat(run("policy", "check", "--json", file)).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(json.path("file").asString()).isEqualTo(file);
        assertThat(json.path("findings").path(0).propertyNames()).containsExactly("severity", "rule", "path", "message", "fix",
                "reference");
        assertThat(json.at("/findings/0/path").asString()).isEqualTo("/Statement/0/Principal/AWS");
    }

    @Test
    void severalAreAnArrayInTheirOrder() throws IOException {
        assertThat(run("policy", "check", "--json", file("b.json", CLEAN), file("a.json", OPEN))).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(json.isArray()).isTrue();
        assertThat(json.valueStream().map(one -> one.path("findings").size())).containsExactly(0, 1);
    }

    @Test
    void standardInputIsReadToo() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(("\uFEFF" + OPEN).getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("policy", "check", "-")).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("at standard input:1:");
    }

    @Test
    void sarifIsOneDocument() throws IOException {
        assertThat(run("policy", "check", "--sarif", file("a.json", OPEN), file("b.json", CLEAN))).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(json.path("version").asString()).isEqualTo("2.1.0");
        assertThat(json.at("/runs/0/results").size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"no JSON | {\"Statement\": | is no JSON (line 1, column 14)",
            "nothing to check | {\"a\": 1} | is neither a policy",
            "empty | '' | is empty"})
    void whatCannotBeReadIsOneSentence(String what, String text, String sentence) throws IOException {
        String bad = file("bad.json", text);

        assertThat(run("policy", "check", file("good.json", OPEN), bad)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).strip().lines()).singleElement().asString().contains(bad).contains(sentence);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"policy check none.json | no file none.json", "policy check --account 42 x | twelve digits",
            "policy check --json --sarif x | exclude each other", "policy check | FILE", "policy check . | is a folder"})
    void aWrongCommandIsOneSentence(String command, String sentence) {
        assertThat(run(command.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).strip().lines()).singleElement().asString().contains(sentence);
    }

    @Test
    void helpHasExamplesAndExitCodes() {
        assertThat(run("policy", "check", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Examples:").contains("Exit code 1").contains("--sarif");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... args) {
        Surroundings around = new Surroundings(folder, Path.of(System.getProperty("java.home"), "bin", "java"), folder, _ -> null,
                InstantSource.system(), false);
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false, false, false, true);
        return Main.run(around, terminal, args);
    }
}
