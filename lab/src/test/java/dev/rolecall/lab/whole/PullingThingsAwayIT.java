package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** What a run needs is taken from it in the middle, in an account that lives on: it ends with a sentence, and leaves nothing or says so. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT to send")
final class PullingThingsAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FIRST_STACK_STANDS = "create the stack with roles";

    private final PlayedAws aws = new PlayedAws();

    @TempDir
    private Path folder;
    private List<String> before = List.of();
    private Rolecall rolecall = new Rolecall(Path.of(""));

    @BeforeEach
    void lookAround() {
        rolecall = new Rolecall(folder);
        before = Inventory.of(aws.clients());
    }

    @AfterEach
    void stop() throws IOException {
        aws.close();
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    @Test
    void theEndpoint() throws IOException, InterruptedException {
        Rolecall.Finished run = pull(aws.administrator(), aws.cloud()::close);
        says(4, "there is no answer from the target's APIs any more", run);
        assertThat(run.err()).contains("could not be deleted").contains("rolecall destroy");
    }

    @Test
    void theKey() throws IOException, InterruptedException {
        AwsCredentials learner = aws.user("learner", PlayedAws.EVERYTHING);
        Rolecall.Finished run = pull(learner,
                () -> aws.clients().iam().deleteAccessKey(delete -> delete.userName("learner").accessKeyId(learner.accessKeyId())));
        says(4, "the AWS credentials have ended or are not accepted any more", run);
        assertThat(run.err()).containsIgnoringCase("what was created could not be deleted (the AWS credentials have ended")
                .contains("run rolecall destroy");
        assertThat(run.err()).doesNotContain(learner.accessKeyId()).doesNotContain(learner.secretAccessKey());
        assertThat(Inventory.of(aws.clients())).as("nobody else deletes it").contains("stack RolecallKeyless");
    }

    @Test
    void theSession() throws IOException, InterruptedException {
        Duration left = Duration.ofMinutes(3);
        aws.advance(left.minusHours(1));
        AwsCredentials learner = aws.role("learner", PlayedAws.EVERYTHING);
        aws.advance(Duration.ofHours(1).minus(left));
        Rolecall.Finished run = pull(learner, () -> aws.advance(left));
        says(4, "the AWS credentials have ended or are not accepted any more (ExpiredToken", run);
        assertThat(run.err()).contains("could not be deleted").contains("rolecall destroy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start the target", "publish the assets", FIRST_STACK_STANDS, "create the stack with a user's key",
            "let a made-up key try the same"})
    void thePersonDuringADemonstration(String step) throws IOException, InterruptedException {
        Process process = begin("demo", aws.administrator(), aws.endpoint());
        reach(step, process);
        interrupted(process);
    }

    /** A deployment takes less time here than a signal may take to arrive: so one of its requests is held meanwhile. */
    @ParameterizedTest
    @CsvSource({"an asset is published, PUT /cdk-hnb659fds-assets", "the object is put, lesson/welcome.txt",
            "the last stack is waited for, Action=DescribeStacks&Version=2010-05-15&StackName=arn%3Aaws%3Acloudformation%3Aus-east-1%3A111122223333%3Astack%2FRolecallAccessKey"})
    void thePersonDuringADeploymentWhile(String ignoredMoment, String request) throws IOException, InterruptedException {
        try (Gate gate = new Gate(aws.endpoint(), request)) {
            Process process = begin("deploy", aws.administrator(), gate.endpoint());
            await().atMost(PATIENCE).until(() -> gate.reached() || !process.isAlive());
            interrupted(process);
        }
    }

    private void interrupted(Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor()).isZero();
        Rolecall.Finished run = rolecall.finish(process);
        assertThat(run.code()).as(run.err()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("interrupted").doesNotContain("broke off").doesNotContain("Exception").doesNotContain("could not");
        assertThat(Inventory.of(aws.clients())).isEqualTo(before);
    }

    private Rolecall.Finished pull(AwsCredentials credentials, Runnable away) throws IOException, InterruptedException {
        Process process = begin("demo", credentials, aws.endpoint());
        reach(FIRST_STACK_STANDS, process);
        away.run();
        return rolecall.finish(process);
    }

    private Process begin(String command, AwsCredentials credentials, URI endpoint) throws IOException {
        return rolecall.with(PlayedAws.environment(credentials, folder))
                .start(PlayedAws.arguments(endpoint, command, "--assembly", Assembly.original().toString()));
    }

    private void reach(String step, Process process) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> rolecall.err().contains(step) || !process.isAlive());
    }

    private static void says(int code, String words, Rolecall.Finished run) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("rolecall: ")).reduce((_, last) -> last)).get().asString()
                .contains(words);
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
