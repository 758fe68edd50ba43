package dev.rolecall.cloud.cloudformation;

import dev.rolecall.cloud.api.Caller;

/** Lets CloudFormation work as the role that a caller passes to a stack. */
@FunctionalInterface
public interface StackRole {
    /**
     * The role's session.
     *
     * @throws dev.rolecall.cloud.api.AwsException where the caller may not pass the role, or the role does not trust CloudFormation
     */
    Caller assume(Caller caller, String roleArn);
}
