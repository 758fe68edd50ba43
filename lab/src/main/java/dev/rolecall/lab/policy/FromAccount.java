package dev.rolecall.lab.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.identity.Attachments;
import dev.rolecall.lab.identity.FoundRole;
import dev.rolecall.lab.identity.FoundUser;
import dev.rolecall.lab.identity.Identities;
import dev.rolecall.lab.identity.PolicyText;
import dev.rolecall.lab.target.ServiceError;

/** Finds a principal and its policies in an account, by IAM's own API. */
final class FromAccount {
    private static final String OF_THE_SESSION = "The session policy and the session tags that the session may have: IAM does not tell them.";

    private final Identities identities;
    private final String account;

    FromAccount(Identities identities, String account) {
        this.identities = identities;
        this.account = account;
    }

    /** @throws LabException when there is no such principal, or its policies cannot be read */
    Gathered gather(Who who) {
        try {
            return switch (who) {
                case Who.User user -> user(user);
                case Who.Session session -> session(session);
                case Who.Federated federated -> throw LabException.wrongInput("Which user made the session " + federated.arn()
                        + " is not to be found out: leave the endpoint out, and give the user's policies as files.");
                case Who.Plain(Principal principal) -> new Gathered(principal, Map.of(), PolicySet.none(), Optional.of(account), List.of());
            };
        } catch (AwsServiceException e) {
            throw LabException.missing("The principal and its policies could not be looked up: " + ServiceError.of(e).words());
        }
    }

    private Gathered user(Who.User asked) {
        requireHere(asked.arn(), asked.account());
        FoundUser found = identities.user(asked.name()).filter(user -> user.user().arn().equals(asked.arn()))
                .orElseThrow(() -> absent(asked.arn(), "users", identities.userNames()));
        User user = found.user();
        List<NamedPolicy> identity = new ArrayList<>(named(found.policies()));
        found.groups().forEach(policy -> identity.add(named(policy, PolicyKind.IDENTITY)));
        return new Gathered(new Principal.User(user.arn(), account, user.userName(), user.userId()), tags(user.tags()),
                policies(identity, found.policies()), Optional.of(account),
                found.obstacle().map(why -> List.of("The policies of the user's groups (" + why + ").")).orElse(List.of()));
    }

    private Gathered session(Who.Session asked) {
        requireHere(asked.arn(), asked.account());
        FoundRole found = identities.role(asked.roleName())
                .filter(role -> asked.role().isEmpty() || asked.role().get().equals(role.role().arn()))
                .orElseThrow(() -> absent(asked.role().orElse(asked.roleName()), "roles", identities.roleNames()));
        Role role = found.role();
        return new Gathered(new Principal.RoleSession(asked.arn(), account, role.arn(), role.roleId(), asked.name()), tags(role.tags()),
                policies(named(found.policies()), found.policies()), Optional.of(account), List.of(OF_THE_SESSION));
    }

    private void requireHere(String arn, String owner) {
        if (!owner.equals(account)) {
            throw LabException.wrongInput("The principal " + arn + " belongs to account " + owner + ", but the credentials to account "
                    + account + ", which does not know its policies.");
        }
    }

    private LabException absent(String what, String plural, List<String> there) {
        return LabException.wrongInput("Account " + account + " has no " + what + ". Its " + plural + ": "
                + (there.isEmpty() ? "none" : String.join(", ", there)) + ".");
    }

    private static PolicySet policies(List<NamedPolicy> identity, Attachments attachments) {
        return new PolicySet(identity, attachments.boundary().map(policy -> named(policy, PolicyKind.IDENTITY)), List.of(),
                Optional.empty());
    }

    private static List<NamedPolicy> named(Attachments attachments) {
        return Stream.concat(attachments.inline().stream(), attachments.managed().stream())
                .map(policy -> named(policy, PolicyKind.IDENTITY)).toList();
    }

    private static NamedPolicy named(PolicyText policy, PolicyKind kind) {
        return named(policy.label(), policy.document(), kind);
    }

    /** @throws LabException when the account has a policy that this evaluator does not read */
    static NamedPolicy named(String name, String document, PolicyKind kind) {
        try {
            return new NamedPolicy(name, PolicyDocument.parse(document, kind));
        } catch (MalformedPolicyException e) {
            throw LabException.brokeOff("The account has a policy " + name + " that cannot be evaluated here"
                    + (e.pointer().isEmpty() ? "" : ", see its " + e.pointer()) + ": " + e.getMessage());
        }
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
