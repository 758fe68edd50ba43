package dev.rolecall.lab.deploy;

/** How creating a stack ended. */
sealed interface Creation {
    record Created(DeployedStack stack) implements Creation {}

    record Refused(Refusal refusal) implements Creation {}

    /** Somebody has a stack of the name. */
    record Taken() implements Creation {}
}
