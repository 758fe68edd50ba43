package dev.rolecall.lab.demo;

import java.util.Optional;

/**
 * What a workload told, and as whom its role's session knows it.
 *
 * @param sessionName an instance's id, a function's name, a task's id; empty where nothing ran
 */
record Testimony(Evidence evidence, Optional<String> sessionName) {
    static Testimony of(Evidence evidence, String sessionName) {
        return new Testimony(evidence, Optional.of(sessionName));
    }

    static Testimony none(Evidence evidence) {
        return new Testimony(evidence, Optional.empty());
    }
}
