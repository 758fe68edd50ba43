package dev.rolecall.cloud.identity;

import java.util.Optional;

import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;

/**
 * An identity-based policy that has a say for somebody, and how it comes to that.
 *
 * @param origin what it is
 * @param name   of an inline policy its name, of a managed one its ARN
 * @param group  the group that a user has it from
 */
public record AppliedPolicy(Origin origin, String name, Optional<String> group, PolicyDocument document) {

    /** Whose policy it is. */
    public enum Origin {
        USER, GROUP, ROLE, AWS_MANAGED, USER_MANAGED
    }

    /** As decisions name it. */
    public NamedPolicy named() {
        return new NamedPolicy(group.map(from -> name + " of group " + from).orElse(name), document);
    }
}
