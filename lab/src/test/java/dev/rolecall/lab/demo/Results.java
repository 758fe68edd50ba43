package dev.rolecall.lab.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.target.Shown;

/** Results as a run yields them, for the tests of reports. */
final class Results {
    private static final Instant BEGAN = Instant.parse("2026-11-24T00:00:00Z");
    private static final Evidence.ReadObject OBJECT = new Evidence.ReadObject("bucket", "lesson/welcome.txt", 163, "\"e\"");

    private Results() {}

    static WorkloadResult read(Workload workload) {
        Evidence evidence = new Evidence(BEGAN, Outcome.READ, Optional.of(OBJECT), Optional.of(credentials(workload)), List.of(),
                Optional.empty());
        return new WorkloadResult(workload, evidence, Optional.of(arn(workload)), places(workload), Optional.empty(), Optional.empty());
    }

    static WorkloadResult refused(Workload workload) {
        Evidence.ErrorSeen error = new Evidence.ErrorSeen("AccessDenied", "no identity-based policy allows the s3:GetObject action",
                Optional.of("REQUEST"));
        Evidence evidence = new Evidence(BEGAN, Outcome.REFUSED, Optional.empty(), Optional.of(credentials(workload)), List.of(),
                Optional.of(error));
        ObjectNode explanation = JsonMapper.shared().createObjectNode().put("decision", "implicitDeny").put("summary", "No Allow matches.");
        return new WorkloadResult(workload, evidence, Optional.of(arn(workload)), places(workload), Optional.of(explanation),
                Optional.empty());
    }

    static WorkloadResult silent(Workload workload) {
        return new WorkloadResult(workload, Evidence.none(BEGAN, "NoEvidence", "It wrote nothing."), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty());
    }

    static WorkloadResult notShown(Workload workload) {
        String words = "the endpoint does not make AWS::EC2::Instance (Instance): Unrecognized resource types";
        return new WorkloadResult(workload, Evidence.none(BEGAN, "NotShownHere", words), Optional.empty(), List.of(), Optional.empty(),
                Optional.of(words));
    }

    static DemoReport report(WorkloadResult... results) {
        return new DemoReport("local", new Shown("emulated", "Emulated by the local cloud on this machine."), "us-east-1", "111122223333",
                List.of("A note of the target."), Optional.of(new Control(Outcome.REFUSED, "InvalidAccessKeyId")), List.of(results),
                Optional.empty(),
                List.of(new Phases.Phase(Step.SYNTH, Duration.ofMillis(1510)), new Phases.Phase(Step.ACCESS_KEY, Duration.ofMillis(800))),
                Duration.ofMillis(6120));
    }

    private static Evidence.CredentialsSeen credentials(Workload workload) {
        return switch (workload) {
            case EC2_ROLE -> new Evidence.CredentialsSeen("ASIA…WXYZ", true, Optional.of(BEGAN.plusSeconds(21_600)),
                    "InstanceProfileCredentialsProvider");
            case ECS_ROLE -> new Evidence.CredentialsSeen("ASIA…QRST", true, Optional.of(BEGAN.plusSeconds(21_600)),
                    "ContainerCredentialsProvider");
            case LAMBDA_ROLE -> new Evidence.CredentialsSeen("ASIA…ABCD", true, Optional.empty(), "EnvironmentVariableCredentialsProvider");
            case EC2_KEY -> new Evidence.CredentialsSeen("AKIA…MPLE", false, Optional.empty(), "ProfileCredentialsProvider");
            case LAMBDA_KEY -> new Evidence.CredentialsSeen("AKIA…MPLE", false, Optional.empty(), "StaticCredentialsProvider");
        };
    }

    private static String arn(Workload workload) {
        return switch (workload.wears()) {
            case ROLE -> "arn:aws:sts::111122223333:assumed-role/EC2-S3-Role/i-0123456789abcdef0";
            case KEY -> "arn:aws:iam::111122223333:user/RolecallAccessKey-LabUser-ABCDEFGHIJKL";
        };
    }

    private static List<SecretPlace> places(Workload workload) {
        return switch (workload) {
            case EC2_ROLE, LAMBDA_ROLE, ECS_ROLE -> List.of();
            case EC2_KEY ->
                List.of(new SecretPlace(SecretPlace.Where.USER_DATA, "i-1"), new SecretPlace(SecretPlace.Where.DISK, "~/.aws/credentials"));
            case LAMBDA_KEY ->
                List.of(new SecretPlace(SecretPlace.Where.FUNCTION_CONFIGURATION, "function, variable READER_SECRET_ACCESS_KEY"));
        };
    }
}
