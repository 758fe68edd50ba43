package dev.rolecall.iam.check;

import java.util.List;
import java.util.stream.Stream;

import dev.rolecall.iam.check.Grants.Grant;

/**
 * High for any role to any service, medium for any role to a given service, low for given roles to any service: each of the two limits takes
 * away most of what can be done with the other open.
 */
final class PassRoleRule implements Rule {
    private static final RuleText TEXT = RuleText.of("pass-role", Severity.HIGH, "iam:PassRole that is wide open",
            "Whoever may pass a role can have a service work with that role's permissions, and so use them without holding them.",
            "List the roles in Resource, and the service in a condition on iam:PassedToService.", "id_roles_use_passrole")
            .but("High for any role to any service, medium for any role to given services, low for given roles to any service.");
    private static final String ACTION = "iam:PassRole";

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        List<Grant> grants = Grants.of(subject).of(ACTION);
        return grants.stream().filter(grant -> !FullAccessRule.grantsAll(grant.site()) && grant.site().listsActions())
                .flatMap(PassRoleRule::finding)
                .distinct();
    }

    private static Stream<Finding> finding(Grant grant) {
        boolean anyService = !grant.asksFor("iam:PassedToService");
        if (grant.all()) {
            return Stream.of(anyService
                    ? TEXT.at(grant.spot(), Severity.HIGH, "iam:PassRole is allowed for every role, to every service.")
                    : TEXT.at(grant.spot(), Severity.MEDIUM, "iam:PassRole is allowed for every role."));
        }
        return anyService
                ? Stream.of(TEXT.at(grant.spot(), Severity.LOW, "iam:PassRole is allowed to every service that such a role trusts."))
                : Stream.empty();
    }
}
