package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Where nothing may be created nothing is, and the exit code says which of them it was; every case is in {@code RefusingAccountsTest}. */
final class RefusingAccountsIT {
    private final PlayedAws aws = new PlayedAws(options -> options.managedBy(PlayedAws.ACCOUNT));

    @TempDir
    private Path folder;
    private Rolecall rolecall = new Rolecall(Path.of(""));
    private List<String> before = List.of();

    @BeforeEach
    void lookAround() {
        rolecall = new Rolecall(folder);
        before = Inventory.of(aws.clients());
    }

    @AfterEach
    void nothingWasCreated() throws IOException {
        assertThat(Inventory.of(aws.clients())).isEqualTo(before);
        assertThat(rolecall.temporaryFiles()).isEmpty();
        aws.close();
    }

    @Test
    void aManagementAccountIsRefused() throws IOException, InterruptedException {
        says(2, "is the management account of an organisation", learner(aws.administrator()).run(aws.arguments("deploy", assembly())));
    }

    @Test
    void withoutConsentAndWithoutATerminalNothingHappens() throws IOException, InterruptedException {
        try (PlayedAws sandbox = new PlayedAws()) {
            AwsCredentials longTerm = sandbox.user("long-term", PlayedAws.EVERYTHING);
            List<String> untouched = Inventory.of(sandbox.clients());
            for (String command : List.of("demo", "deploy", "destroy")) {
                Rolecall.Finished run = learner(longTerm).run(command, "--target", "aws", "--endpoint", sandbox.endpoint().toString(),
                        "--account",
                        PlayedAws.ACCOUNT);
                says(2, "say --yes to go on", run);
                assertThat(run.err()).contains("Account 111122223333, region us-east-1").contains("user/long-term")
                        .containsIgnoringCase("you are about to run this lesson on the very thing that it warns about");
                assertThat(run.err().contains("per hour")).as("what costs something says so").isEqualTo(!command.equals("destroy"));
                assertThat(Inventory.of(sandbox.clients())).isEqualTo(untouched);
            }
        }
    }

    @Test
    void anEndpointOfTheEnvironmentIsRefused() throws IOException, InterruptedException {
        says(2, "AWS_ENDPOINT_URL leads to another endpoint than AWS's", learner(aws.administrator())
                .with("AWS_ENDPOINT_URL", aws.endpoint().toString())
                .run("demo", "--target", "aws", "--account", PlayedAws.ACCOUNT, "--yes"));
    }

    @Test
    void withoutCredentialsThereIsAdvice() throws IOException, InterruptedException {
        says(3, "No AWS credentials were found", rolecall.with(PlayedAws.nobody(folder)).run(aws.arguments("demo", assembly())));
        says(3, "aws sso login", rolecall.with("AWS_PROFILE", "nonexistent").run(aws.arguments("demo", assembly())));
    }

    @Test
    void unknownCredentialsAreNotAccepted() throws IOException, InterruptedException {
        says(3, "not accepted", learner(AwsBasicCredentials.create("AKIA" + "NOBODYHASTHIS234", "x".repeat(40)))
                .run(aws.arguments("demo", assembly())));
    }

    @Test
    void withoutARegionThereIsAdvice() throws IOException, InterruptedException {
        says(3, "No region was found", rolecall.with(PlayedAws.nobody(folder)).with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
                .with("AWS_SECRET_ACCESS_KEY", "x".repeat(40)).run("demo", "--target", "aws", "--account", PlayedAws.ACCOUNT, "--yes"));
    }

    private Rolecall learner(AwsCredentials credentials) {
        return rolecall.with(PlayedAws.environment(credentials, folder));
    }

    private static String[] assembly() {
        return new String[]{"--assembly", Assembly.original().toString()};
    }

    private static void says(int code, String words, Rolecall.Finished run) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("rolecall: "))).singleElement().asString().contains(words);
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
