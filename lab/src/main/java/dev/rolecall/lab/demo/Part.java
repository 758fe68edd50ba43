package dev.rolecall.lab.demo;

/** A part of the lesson that is deployed by itself: a stack of the CDK app, in the order in which they are deployed. */
public enum Part {
    /** With the bucket, and what reads it by roles. */
    KEYLESS("RolecallKeyless", Step.KEYLESS),
    /** What reads it with a user's key. */
    ACCESS_KEY("RolecallAccessKey", Step.ACCESS_KEY),
    /** A task that reads it by its role, where it is asked for. */
    TASK("RolecallTask", Step.TASK);

    private final String stackId;
    private final Step step;

    Part(String stackId, Step step) {
        this.stackId = stackId;
        this.step = step;
    }

    /** The stack's id in the app. */
    String stackId() {
        return stackId;
    }

    /** What creating it is called. */
    Step step() {
        return step;
    }
}
