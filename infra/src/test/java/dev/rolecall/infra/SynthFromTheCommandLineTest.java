package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** The app in a process of its own, without an account or credentials, with CloudFormation Validate on as people have it. */
@Timeout(120)
class SynthFromTheCommandLineTest {
    private record Run(int code, String said, Path folder) {}

    @Test
    void all_stacks_pass_validation_without_a_word_and_come_out_as_in_any_other_process() throws Exception {
        String expires = Instant.now().plus(Duration.ofHours(4)).truncatedTo(ChronoUnit.SECONDS).toString();
        Run run = synth(
                "\"ecs\":true,\"insecure\":\"true\",\"iUnderstandAccount\":\"111122223333\",\"pin\":\"203.0.113.7/32\",\"expires\":\""
                        + expires
                        + "\"");
        Assembly here = Assembly.of(
                Map.of("ecs", true, "insecure", "true", "iUnderstandAccount", "111122223333", "pin", "203.0.113.7/32", "expires", expires),
                Map.of(), InstantSource.system());
        assertThat(run.said()).isEmpty();
        assertThat(run.code()).isZero();
        for (String stack : new String[]{"RolecallKeyless.template.json", "RolecallTask.template.json",
                "RolecallAccessKey.template.json"}) {
            assertThat(run.folder().resolve(stack)).as("the same text as in another process")
                    .hasSameTextualContentAs(here.folder().resolve(stack));
        }
    }

    @Test
    void a_wrong_context_ends_with_one_sentence_and_code_two() throws Exception {
        Run run = synth("\"insecure\":\"true\"");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.said().strip().lines()).singleElement().asString().contains("iUnderstandAccount");
    }

    private static Run synth(String context) throws IOException, InterruptedException {
        Path folder = Assembly.newFolder();
        String flags = JsonMapper.shared().readTree(Path.of("..", "cdk.json").toFile()).path("context").toString();
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"),
                RolecallApp.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
        builder.environment().put("CDK_OUTDIR", folder.resolve("cdk.out").toString());
        builder.environment().put("CDK_CONTEXT_JSON", flags.substring(0, flags.length() - 1) + "," + context + "}");
        builder.environment().put("ROLECALL_READER_JAR", Assembly.jar().toString());
        Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8), folder.resolve("cdk.out"));
    }
}
