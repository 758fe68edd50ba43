package dev.rolecall.cloud.scheduler;

import dev.rolecall.cloud.api.Caller;

/** Lets the scheduler work as the role of a schedule's target. */
@FunctionalInterface
public interface ExecutionRoles {
    /**
     * The scheduler assumes the role: its trust policy is evaluated.
     *
     * @param groupArn the schedule's group, which is {@code aws:SourceArn} for the trust policy
     * @throws dev.rolecall.cloud.api.AwsException where there is no such role, or it does not trust the scheduler
     */
    Caller assume(String roleArn, String groupArn, String sessionName);
}
