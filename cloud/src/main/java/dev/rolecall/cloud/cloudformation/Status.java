package dev.rolecall.cloud.cloudformation;

/** The states of stacks and of resources that occur here, by AWS's names. */
enum Status {
    CREATE_IN_PROGRESS, CREATE_COMPLETE, CREATE_FAILED, ROLLBACK_IN_PROGRESS, ROLLBACK_COMPLETE, ROLLBACK_FAILED, DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED, DELETE_SKIPPED
}
