package dev.rolecall.cloud.ecs;

import java.time.Instant;
import java.util.Optional;

/**
 * How a container of a task stands.
 *
 * @param runtimeId 32 hexadecimal digits and ten decimal ones, as on Fargate
 * @param started   empty before it began
 * @param exitCode  empty before it ended, and where it never began
 * @param reason    what went wrong, where it was no program of its own
 */
record ContainerState(String name, String image, String arn, String runtimeId, Status status, Optional<Instant> started,
        Optional<Integer> exitCode, Optional<String> reason) {

    enum Status {
        PENDING, RUNNING, STOPPED
    }

    ContainerState running(Instant now) {
        return new ContainerState(name, image, arn, runtimeId, Status.RUNNING, Optional.of(now), exitCode, reason);
    }

    ContainerState exited(int code) {
        return new ContainerState(name, image, arn, runtimeId, Status.STOPPED, started, Optional.of(code), reason);
    }

    /** It ends without an exit code. */
    ContainerState failed(String why) {
        return new ContainerState(name, image, arn, runtimeId, Status.STOPPED, started, exitCode, Optional.of(why));
    }

    /** Whatever had not ended has. */
    ContainerState stopped() {
        return new ContainerState(name, image, arn, runtimeId, Status.STOPPED, started, exitCode, reason);
    }
}
