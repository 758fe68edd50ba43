package dev.rolecall.lab.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;

import dev.rolecall.lab.target.ServiceError;

/** The users and roles of an account, by single calls: fewer clouds know GetAccountAuthorizationDetails, and it may be forbidden. */
public final class Identities {
    private final IamClient iam;

    public Identities(IamClient iam) {
        this.iam = iam;
    }

    /** Empty where there is no such role. */
    public Optional<FoundRole> role(String name) {
        try {
            Role role = iam.getRole(get -> get.roleName(name)).role();
            return Optional.of(new FoundRole(role, PolicyText.decoded(role.assumeRolePolicyDocument()), ofRole(role)));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    /** Empty where there is no such user. */
    public Optional<FoundUser> user(String name) {
        try {
            User user = iam.getUser(get -> get.userName(name)).user();
            Attachments own = ofUser(user);
            try {
                return Optional.of(new FoundUser(user, own, ofGroups(name), Optional.empty()));
            } catch (AwsServiceException e) {
                return Optional.of(new FoundUser(user, own, List.of(), Optional.of(ServiceError.of(e).words())));
            }
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    /** The names of all roles. */
    public List<String> roleNames() {
        return iam.listRolesPaginator().roles().stream().map(Role::roleName).sorted().toList();
    }

    /** The names of all users. */
    public List<String> userNames() {
        return iam.listUsersPaginator().users().stream().map(User::userName).sorted().toList();
    }

    private Attachments ofRole(Role role) {
        String name = role.roleName();
        List<PolicyText> inline = iam.listRolePoliciesPaginator(list -> list.roleName(name)).policyNames().stream()
                .map(policy -> inline(policy, iam.getRolePolicy(get -> get.roleName(name).policyName(policy)).policyDocument())).toList();
        List<PolicyText> managed = iam.listAttachedRolePoliciesPaginator(list -> list.roleName(name)).attachedPolicies().stream()
                .map(this::managed).toList();
        return new Attachments(inline, managed, boundary(role.permissionsBoundary()));
    }

    private Attachments ofUser(User user) {
        String name = user.userName();
        List<PolicyText> inline = iam.listUserPoliciesPaginator(list -> list.userName(name)).policyNames().stream()
                .map(policy -> inline(policy, iam.getUserPolicy(get -> get.userName(name).policyName(policy)).policyDocument())).toList();
        List<PolicyText> managed = iam.listAttachedUserPoliciesPaginator(list -> list.userName(name)).attachedPolicies().stream()
                .map(this::managed).toList();
        return new Attachments(inline, managed, boundary(user.permissionsBoundary()));
    }

    private List<PolicyText> ofGroups(String user) {
        List<PolicyText> policies = new ArrayList<>();
        for (Group group : iam.listGroupsForUserPaginator(list -> list.userName(user)).groups()) {
            String name = group.groupName();
            iam.listGroupPoliciesPaginator(list -> list.groupName(name)).policyNames().stream()
                    .map(policy -> inline(policy + " of group " + name,
                            iam.getGroupPolicy(get -> get.groupName(name).policyName(policy)).policyDocument()))
                    .forEach(policies::add);
            iam.listAttachedGroupPoliciesPaginator(list -> list.groupName(name)).attachedPolicies().stream().map(this::managed)
                    .forEach(policies::add);
        }
        return policies;
    }

    private static PolicyText inline(String name, String document) {
        return new PolicyText(name, Optional.empty(), PolicyText.decoded(document));
    }

    private PolicyText managed(AttachedPolicy attached) {
        return managed(attached.policyName(), attached.policyArn());
    }

    private Optional<PolicyText> boundary(@Nullable AttachedPermissionsBoundary boundary) {
        return Optional.ofNullable(boundary).map(AttachedPermissionsBoundary::permissionsBoundaryArn)
                .map(arn -> managed(arn.substring(arn.lastIndexOf('/') + 1), arn));
    }

    private PolicyText managed(String name, String arn) {
        String version = iam.getPolicy(get -> get.policyArn(arn)).policy().defaultVersionId();
        return new PolicyText(name, Optional.of(arn), PolicyText
                .decoded(iam.getPolicyVersion(get -> get.policyArn(arn).versionId(version)).policyVersion().document()));
    }
}
