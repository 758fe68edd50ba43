package dev.rolecall.lab.demo;

import java.util.Locale;

/** What a demonstration does, one after the other or side by side. */
public enum Step {
    SYNTH("synthesise the CDK app"), START("start the target"), PUBLISH("publish the assets"), KEYLESS(
            "create the stack with roles"), OBJECT(
                    "put the lesson's object"), ACCESS_KEY("create the stack with a user's key"), TASK(
                            "create the stack with a task"), WORKLOADS("let the workloads read"), CONTROL(
                                    "let a made-up key try the same"), SEARCH(
                                            "look up principals, search for secrets"), EXPERIMENTS("run the experiments"), DESTROY(
                                                    "delete object and stacks"), PROOF(
                                                            "look whether anything is left"), STOP("stop everything");

    private final String label;

    Step(String label) {
        this.label = label;
    }

    /** As it stands in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For a person. */
    public String label() {
        return label;
    }
}
