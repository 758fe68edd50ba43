package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From the CDK app to the report, with the real local cloud and real processes; nothing is stubbed. */
final class TheWholeDemonstrationIT {
    @TempDir
    private static Path folder;
    private static Rolecall rolecall = new Rolecall(Path.of(""));
    private static Rolecall.Finished run = new Rolecall.Finished(-1, "", "");

    @BeforeAll
    static void demonstrate() throws IOException, InterruptedException {
        rolecall = new Rolecall(folder);
        run = rolecall.run("demo", "--json");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void allFourWorkloadsReadTheObject() {
        assertThat(run.outcomes()).isEqualTo("read read read read");
        assertThat(run.json().path("workloads")).allSatisfy(workload -> {
            assertThat(workload.path("object").path("key").asString()).isEqualTo("lesson/welcome.txt");
            assertThat(workload.path("object").path("bytes").asInt()).isBetween(100, 300);
        });
    }

    @Test
    void itSaysThatItIsEmulatedAndWhere() {
        assertThat(run.json().path("shown").asString()).isEqualTo("emulated");
        assertThat(run.json().path("target").asString()).isEqualTo("local");
        assertThat(run.json().path("account").asString()).isEqualTo("111122223333");
    }

    @Test
    void rolesWearTemporaryCredentialsThatLieNowhere() {
        assertThat(run.workload("ec2-role").path("principalArn").asString())
                .matches("arn:aws:sts::111122223333:assumed-role/EC2-S3-Role/i-[0-9a-f]{17}");
        assertThat(run.workload("lambda-role").path("principalArn").asString()).startsWith("arn:aws:sts::111122223333:assumed-role/");
        for (String id : new String[]{"ec2-role", "lambda-role"}) {
            JsonNode workload = run.workload(id);
            assertThat(workload.path("accessKeyId").asString()).matches("ASIA….{4}");
            assertThat(workload.path("temporary").asBoolean()).isTrue();
            assertThat(workload.path("secretAtRest")).isEmpty();
        }
        assertThat(Instant.parse(run.workload("ec2-role").path("expiresAt").asString())).isAfter(Instant.now());
    }

    @Test
    void theKeyIsPermanentAndFoundWherePeoplePutIt() {
        for (String id : new String[]{"ec2-key", "lambda-key"}) {
            JsonNode workload = run.workload(id);
            assertThat(workload.path("accessKeyId").asString()).matches("AKIA….{4}");
            assertThat(workload.path("principalArn").asString()).startsWith("arn:aws:iam::111122223333:user/");
            assertThat(workload.path("temporary").asBoolean()).isFalse();
            assertThat(workload.path("expiresAt").isNull()).isTrue();
        }
        assertThat(places("ec2-key")).containsExactly("user-data", "disk");
        assertThat(places("lambda-key")).containsExactly("function-configuration");
    }

    @Test
    void credentialsComeFromWhereAwsPutsThem() {
        assertThat(run.workload("ec2-role").path("provider").asString()).isEqualTo("InstanceProfileCredentialsProvider");
        assertThat(run.workload("ec2-key").path("provider").asString()).isEqualTo("ProfileCredentialsProvider");
        assertThat(run.workload("lambda-role").path("provider").asString()).isEqualTo("EnvironmentVariableCredentialsProvider");
        assertThat(run.workload("lambda-key").path("provider").asString()).isEqualTo("StaticCredentialsProvider");
    }

    @Test
    void everyPhaseIsMeasured() {
        assertThat(run.json().path("phases").valueStream().map(phase -> phase.path("name").asString())).containsExactlyInAnyOrder("synth",
                "start",
                "publish", "keyless", "object", "access-key", "control", "workloads", "search", "destroy", "stop");
        assertThat(run.json().path("elapsedMillis").asLong()).isPositive();
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    private static Stream<String> places(String id) {
        return run.workload(id).path("secretAtRest").valueStream().map(place -> place.path("where").asString());
    }
}
