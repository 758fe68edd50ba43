package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner's own AWS set-up is neither used nor shown nor able to interfere, and no packet leaves the machine. */
final class StayingOnLoopbackIT {
    /** Of the right shape, and nobody's. */
    private static final String KEY_ID = "AKIA" + "Q7LEARNERSOWN234";
    private static final String SECRET = "learnersOwn/" + "Secret0123456789abcdefghijkl";

    @TempDir
    private Path folder;

    @Test
    void aLearnersCredentialsAreNeitherUsedNorShown() throws IOException, InterruptedException {
        Rolecall.Finished run = learners(new Rolecall(folder)).run("demo", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("account").asString()).isEqualTo("111122223333");
        assertThat(run.json().path("region").asString()).isEqualTo("us-east-1");
        assertThat(run.out() + run.err()).doesNotContain(KEY_ID).doesNotContain(SECRET)
                .doesNotContain(KEY_ID.substring(KEY_ID.length() - 4));
    }

    @Test
    void noConnectionLeavesTheMachine() throws IOException, InterruptedException {
        Connections connections = Connections.watched(folder);
        Rolecall.Finished run = connections.of(learners(new Rolecall(folder))).run("demo", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        connections.stayOnThisMachine();
    }

    /** A home with a working-looking profile and a broken one, and an environment that would lead astray whoever reads it. */
    private Rolecall learners(Rolecall rolecall) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path aws = Files.createDirectories(home.resolve(".aws"));
        Files.writeString(aws.resolve("credentials"),
                "[default]\naws_access_key_id=" + KEY_ID + "\naws_secret_access_key=" + SECRET + "\n");
        Files.writeString(aws.resolve("config"), "[profile broken\nregion eu-north-1\n");
        return rolecall.with("HOME", home.toString()).with("JAVA_TOOL_OPTIONS", "-Duser.home=" + home)
                .with("JSII_RUNTIME_PACKAGE_CACHE_ROOT",
                        Path.of(System.getProperty("user.home"), ".cache/aws/jsii/package-cache").toString())
                .with("AWS_ACCESS_KEY_ID", KEY_ID).with("AWS_SECRET_ACCESS_KEY", SECRET).with("AWS_PROFILE", "nonexistent")
                .with("AWS_REGION", "eu-north-1").with("AWS_ENDPOINT_URL", "http://192.0.2.1:9").with("AWS_USE_FIPS_ENDPOINT", "true")
                .with("AWS_USE_DUALSTACK_ENDPOINT", "true").with("AWS_MAX_ATTEMPTS", "1")
                .with("HTTP_PROXY", "http://192.0.2.1:9").with("http_proxy", "http://192.0.2.1:9");
    }
}
