package dev.rolecall.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A workload's log group, of the stack's own: one that Lambda or ECS makes by itself would outlive the stack. */
final class WorkloadLog extends Construct {
    private final LogGroup group;

    WorkloadLog(Construct scope, String id) {
        super(scope, id);
        group = LogGroup.Builder.create(this, "Group").retention(RetentionDays.ONE_DAY).removalPolicy(RemovalPolicy.DESTROY).build();
    }

    String name() {
        return group.getLogGroupName();
    }

    LogGroup group() {
        return group;
    }

    /** The group and its streams: the ARN ends in {@code :*}. */
    String streamsArn() {
        return group.getLogGroupArn();
    }
}
