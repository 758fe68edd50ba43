package dev.rolecall.cloud.cloudformation;

import dev.rolecall.cloud.api.Caller;

/** Lets CloudFormation work as the service role of a stack. Whether somebody may pass the role was asked before. */
@FunctionalInterface
public interface StackRole {
    /**
     * The role's session.
     *
     * @throws dev.rolecall.cloud.api.AwsException where there is no such role, or it does not trust CloudFormation
     */
    Caller assume(String roleArn);
}
