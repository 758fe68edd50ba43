package dev.rolecall.iam;

import java.util.Optional;

/**
 * A document and what people call it.
 *
 * @param name  {@code ReadLesson}, or an ARN
 * @param group the group that a user has the policy from; empty where it is the principal's own
 */
public record NamedPolicy(String name, PolicyDocument document, Optional<String> group) {

    public NamedPolicy(String name, PolicyDocument document) {
        this(name, document, Optional.empty());
    }

    /** This policy, as a member of {@code groupName} has it. */
    public NamedPolicy ofGroup(String groupName) {
        return new NamedPolicy(name, document, Optional.of(groupName));
    }

    /** {@code ReadLesson}, or {@code ReadLesson of group Readers}. */
    public String label() {
        return name + group.map(groupName -> " of group " + groupName).orElse("");
    }
}
