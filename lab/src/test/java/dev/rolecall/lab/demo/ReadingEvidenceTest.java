package dev.rolecall.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

final class ReadingEvidenceTest {
    private static final Instant PUT = Instant.parse("2026-11-24T00:00:10Z");

    @Test
    void theLatestAttemptThatBeganAfterThePutCounts() {
        String console = line("2026-11-24T00:00:10.500Z", "refused", 20, 600) + line("2026-11-24T00:00:11Z", "refused", 10, 20)
                + line("2026-11-24T00:00:12Z", "read", 10, 20);

        assertThat(Witness.latest(console, PUT)).map(Evidence::outcome).contains(Outcome.READ);
    }

    @Test
    void anAttemptThatBeganBeforeThePutProvesNothing() {
        assertThat(Witness.latest(line("2026-11-24T00:00:10.500Z", "refused", 20, 600), PUT)).isEmpty();
    }

    @Test
    void kernelTextAroundTheLineAndHalfALineAreNoObstacle() {
        String console = "[   12.3] rolecall-reader[812]: " + line("2026-11-24T00:00:12Z", "read", 1, 2)
                + "rolecall-evidence {\"workload\":\"ec2-r";

        assertThat(Witness.latest(console, PUT)).map(Evidence::outcome).contains(Outcome.READ);
    }

    @Test
    void everyFieldArrives() {
        Evidence evidence = EvidenceJson.parse("""
                {"workload":"ec2-role","at":"2026-11-24T00:00:12Z","outcome":"read",
                 "object":{"bucket":"b","key":"lesson/welcome.txt","bytes":163,"etag":"\\"e\\""},
                 "credentials":{"accessKeyId":"ASIA\\u2026WXYZ","sessionToken":true,"expiresAt":"2026-11-24T06:00:00Z","provider":"InstanceProfileCredentialsProvider"},
                 "secretOnDisk":["~/.aws/credentials"],"millis":{"sinceStart":900,"credentials":1000,"read":500}}""").orElseThrow();

        assertThat(evidence).isEqualTo(new Evidence(Instant.parse("2026-11-24T00:00:10.500Z"), Outcome.READ,
                Optional.of(new Evidence.ReadObject("b", "lesson/welcome.txt", 163, "\"e\"")),
                Optional.of(new Evidence.CredentialsSeen("ASIA…WXYZ", true, Optional.of(Instant.parse("2026-11-24T06:00:00Z")),
                        "InstanceProfileCredentialsProvider")),
                List.of("~/.aws/credentials"), Optional.empty()));
    }

    @Test
    void nullsAreAbsence() {
        Evidence evidence = EvidenceJson.parse("""
                {"workload":"lambda-key","at":"2026-11-24T00:00:12Z","outcome":"refused","credentials":
                 {"accessKeyId":"AKIA\\u2026MPLE","sessionToken":false,"expiresAt":null,"provider":"StaticCredentialsProvider"},
                 "error":{"code":"AccessDenied","message":"no","status":403,"requestId":null},"secretOnDisk":[],"millis":{}}""")
                .orElseThrow();

        assertThat(evidence.credentials()).map(Evidence.CredentialsSeen::expiresAt).contains(Optional.empty());
        assertThat(evidence.error()).contains(new Evidence.ErrorSeen("AccessDenied", "no", Optional.empty()));
    }

    @Test
    void aRolesSessionIsNamedWithoutTheRolesPath() {
        assertThat(Principals.session("arn:aws:iam::111122223333:role/a/path/EC2-S3-Role", "i-1"))
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/EC2-S3-Role/i-1");
    }

    private static String line(String at, String outcome, int credentials, int read) {
        return "rolecall-evidence {\"workload\":\"ec2-role\",\"at\":\"" + at + "\",\"outcome\":\"" + outcome
                + "\",\"secretOnDisk\":[],\"millis\":{\"sinceStart\":1,\"credentials\":" + credentials + ",\"read\":" + read + "}}\n";
    }
}
