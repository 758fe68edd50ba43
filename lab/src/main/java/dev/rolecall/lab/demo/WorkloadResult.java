package dev.rolecall.lab.demo;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a workload in the end: its own evidence, and what was looked up about it.
 *
 * @param principalArn who it is to AWS
 * @param secretAtRest where its secret was found
 * @param explanation  why it was refused, where the target can tell
 * @param notShown     why the target cannot show this workload at all
 */
public record WorkloadResult(Workload workload, Evidence evidence, Optional<String> principalArn, List<SecretPlace> secretAtRest,
        Optional<ObjectNode> explanation, Optional<String> notShown) {

    public Outcome outcome() {
        return evidence.outcome();
    }
}
