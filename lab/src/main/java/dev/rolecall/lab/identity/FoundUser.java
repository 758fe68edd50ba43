package dev.rolecall.lab.identity;

import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.iam.model.User;

/**
 * A user.
 *
 * @param groups   the policies of the user's groups, each named together with its group
 * @param obstacle why the groups could not be looked up, in the service's words
 */
public record FoundUser(User user, Attachments policies, List<PolicyText> groups, Optional<String> obstacle) {

    public FoundUser {
        groups = List.copyOf(groups);
    }
}
