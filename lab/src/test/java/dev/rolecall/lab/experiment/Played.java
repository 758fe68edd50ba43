package dev.rolecall.lab.experiment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.lab.Undo;
import dev.rolecall.lab.demo.Control;
import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.Lesson;
import dev.rolecall.lab.demo.Outcome;
import dev.rolecall.lab.demo.Part;
import dev.rolecall.lab.demo.WorkloadResult;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Capability;
import dev.rolecall.lab.target.Pace;

/** Answers of instances and workloads that a test makes up, so that an experiment can be seen to fail. */
public final class Played {
    static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final DeployedStack KEYLESS = new DeployedStack("arn", "RolecallKeyless",
            Map.of("InstanceId", "i-1", "LessonBucket", "bucket", "LessonKey", "lesson/welcome.txt", "InstanceRoleName", "EC2-S3-Role",
                    "FunctionRoleName", "function-role"));
    private static final DeployedStack TASK = new DeployedStack("arn", "RolecallTask", Map.of("TaskDefinitionArn", "reader"));
    private static final DeployedStack ACCESS_KEY = new DeployedStack("arn", "RolecallAccessKey", Map.of("UserName", "the-user"));

    private Played() {}

    /** A scene in which copies tell what is given, in this order. */
    static Scene scene(AwsClients clients, List<WorkloadResult> results, Evidence... told) {
        Deque<Evidence> left = new ArrayDeque<>(List.of(told));
        return new Scene(clients,
                new Lesson(Set.of(), Map.of(Part.KEYLESS, KEYLESS, Part.ACCESS_KEY, ACCESS_KEY, Part.TASK, TASK), Map.of(), Map.of()),
                results, Optional.of(new Control(Outcome.REFUSED, "InvalidAccessKeyId")), Map.of(),
                (_, changes) -> changes.stream().map(_ -> left.removeFirst()).toList(), roles(clients), new Undo());
    }

    /** A scene of a target, for those who do not perform. */
    public static Scene scene(AwsClients clients, Control control, Map<Capability, String> stated, List<WorkloadResult> results) {
        return new Scene(clients, new Lesson(Set.of(), Map.of(), Map.of(), Map.of()), results, Optional.of(control), stated,
                (_, _) -> List.of(), roles(clients), new Undo());
    }

    private static OwnRoles roles(AwsClients clients) {
        return new OwnRoles(clients, Pace.LOOPBACK, InstantSource.system(), new Undo(), "RolecallKeyless-");
    }

    static Evidence read(String provider) {
        return new Evidence(NOW, Outcome.READ, Optional.of(new Evidence.ReadObject("bucket", "key", 163, "e")),
                Optional.of(seen("ASIA…WXYZ", true, true, provider)), List.of(), Optional.empty());
    }

    static Evidence refused(String code, String provider) {
        return new Evidence(NOW, Outcome.REFUSED, Optional.empty(), Optional.of(seen("AKIA…WXYZ", false, false, provider)), List.of(),
                Optional.of(new Evidence.ErrorSeen(code, "words of the service", Optional.empty())));
    }

    static Evidence failed(String code) {
        return new Evidence(NOW, Outcome.FAILED, Optional.empty(), Optional.empty(), List.of(),
                Optional.of(new Evidence.ErrorSeen(code, "words of the SDK", Optional.empty())));
    }

    static Evidence.CredentialsSeen seen(String id, boolean token, boolean ends, String provider) {
        return new Evidence.CredentialsSeen(id, token, ends ? Optional.of(NOW.plusSeconds(3600)) : Optional.empty(), provider);
    }
}
