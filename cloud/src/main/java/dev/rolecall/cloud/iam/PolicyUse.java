package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;

/** Who uses a managed policy: for permissions, by attachment, or as a permissions boundary. */
record PolicyUse(Account account) {
    private static final List<String> FILTERS = List.of("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");

    /** What a policy is used for. */
    enum Purpose {
        PERMISSIONS, BOUNDARY;

        /** The purpose that a request filters by. */
        static Optional<Purpose> of(Invocation call) {
            return call.parameters().optional("PolicyUsageFilter").map(text -> switch (text) {
                case "PermissionsPolicy" -> PERMISSIONS;
                case "PermissionsBoundary" -> BOUNDARY;
                default -> throw AwsException.validation("1 validation error detected: Value '" + text
                        + "' at 'policyUsageFilter' failed to satisfy constraint: Member must satisfy enum value set: "
                        + "[PermissionsPolicy, PermissionsBoundary]");
            });
        }
    }

    long attachments(String arn) {
        return count(grants -> grants.attached().contains(arn));
    }

    long boundaries(String arn) {
        return count(grants -> grants.boundary().filter(arn::equals).isPresent());
    }

    private long count(Predicate<Grants> which) {
        return account.identities().map(Identity::grants).filter(which).count();
    }

    /** The entities of a policy, in AWS's three lists. */
    ObjectNode entities(Invocation call, String arn) {
        Optional<Purpose> purpose = Purpose.of(call);
        String prefix = Listing.pathPrefix(call);
        Optional<String> filter = call.parameters().optional("EntityFilter");
        filter.filter(text -> !FILTERS.contains(text)).ifPresent(text -> {
            throw AwsException.validation("1 validation error detected: Value '" + text
                    + "' at 'entityFilter' failed to satisfy constraint: Member must satisfy enum value set: " + FILTERS);
        });
        List<Listing.Entry> found = account.identities().filter(identity -> identity.path().startsWith(prefix))
                .filter(identity -> uses(identity.grants(), arn, purpose)).map(PolicyUse::entry)
                .filter(entry -> filter.filter(kind -> !entry.member().equals("Policy" + kind + "s")).isEmpty()).toList();
        return Listing.ofSeveral(call, List.of("PolicyGroups", "PolicyUsers", "PolicyRoles"), found);
    }

    private static boolean uses(Grants grants, String arn, Optional<Purpose> purpose) {
        boolean attached = grants.attached().contains(arn);
        boolean bounded = grants.boundary().filter(arn::equals).isPresent();
        return purpose.map(wanted -> wanted == Purpose.PERMISSIONS ? attached : bounded).orElse(attached || bounded);
    }

    private static Listing.Entry entry(Identity identity) {
        String kind = switch (identity) {
            case Identity.User _ -> "User";
            case Identity.Group _ -> "Group";
            case Identity.Role _ -> "Role";
        };
        return new Listing.Entry("Policy" + kind + "s",
                () -> Shapes.empty().put(kind + "Name", identity.name()).put(kind + "Id", identity.id()));
    }
}
