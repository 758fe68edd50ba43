package dev.rolecall.lab.cleanup;

import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;

/** Users, roles, instance profiles and policies, by name: the tagging API does not know users and roles. */
record Principals(IamClient iam, LabNames names, AwsCommand aws) implements Look {

    @Override
    public String what() {
        return "users, roles, instance profiles and managed policies, by name";
    }

    @Override
    public List<Leftover> find() {
        return Stream.of(
                iam.listUsersPaginator().users().stream().map(User::userName).filter(names::isOurs)
                        .map(name -> leftover("user", name, "delete-user --user-name " + name)),
                iam.listInstanceProfilesPaginator().instanceProfiles().stream()
                        .filter(profile -> names.isOurs(profile.instanceProfileName())).flatMap(this::ofProfile),
                iam.listRolesPaginator().roles().stream().map(Role::roleName).filter(names::isOurs)
                        .map(name -> leftover("role", name, "delete-role --role-name " + name)),
                iam.listPoliciesPaginator(list -> list.scope(PolicyScopeType.LOCAL)).policies().stream()
                        .filter(policy -> names.isOurs(policy.policyName()))
                        .map(policy -> leftover("managed-policy", policy.policyName(), "delete-policy --policy-arn " + policy.arn())))
                .flatMap(found -> found).toList();
    }

    /** As long as a role is in it, IAM deletes neither. */
    private Stream<Leftover> ofProfile(InstanceProfile profile) {
        String of = " --instance-profile-name " + profile.instanceProfileName();
        return Stream.concat(
                profile.roles().stream().map(Role::roleName).map(role -> leftover("role-in-profile",
                        role + " in " + profile.instanceProfileName(), "remove-role-from-instance-profile --role-name " + role + of)),
                Stream.of(leftover("instance-profile", profile.instanceProfileName(), "delete-instance-profile" + of)));
    }

    private Leftover leftover(String kind, String name, String command) {
        return new Leftover(kind, name, aws.of("iam " + command));
    }
}
