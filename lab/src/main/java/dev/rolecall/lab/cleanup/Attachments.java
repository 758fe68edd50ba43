package dev.rolecall.lab.cleanup;

import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;

import dev.rolecall.lab.Masked;

/**
 * What a learner may have attached to a user or role of the lab, and what then keeps IAM from deleting it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html">DeleteUser</a>
 */
record Attachments(IamClient iam, LabNames names, AwsCommand aws) implements Look {

    @Override
    public String what() {
        return "keys, login profiles, policies, groups and MFA devices of the lab's users and roles";
    }

    @Override
    public List<Leftover> find() {
        Stream<Leftover> ofUsers = iam.listUsersPaginator().users().stream().map(User::userName).filter(names::isOurs)
                .flatMap(this::ofUser);
        Stream<Leftover> ofRoles = iam.listRolesPaginator().roles().stream().map(Role::roleName).filter(names::isOurs)
                .flatMap(this::ofRole);
        return Stream.concat(ofUsers, ofRoles).toList();
    }

    private Stream<Leftover> ofUser(String user) {
        String of = " --user-name " + user;
        return Stream.of(
                iam.listAccessKeysPaginator(list -> list.userName(user)).accessKeyMetadata().stream().map(AccessKeyMetadata::accessKeyId)
                        .map(id -> leftover("access-key", Masked.of(id) + " of " + user,
                                "delete-access-key --access-key-id \"$(" + idEndingIn(Masked.of(id), of) + ")\"" + of)),
                loginProfile(user).map(none -> leftover("login-profile", user, "delete-login-profile" + of)),
                iam.listAttachedUserPoliciesPaginator(list -> list.userName(user)).attachedPolicies().stream()
                        .map(AttachedPolicy::policyArn).map(arn -> leftover("attached-policy", arn + " on " + user,
                                "detach-user-policy --policy-arn " + arn + of)),
                iam.listUserPoliciesPaginator(list -> list.userName(user)).policyNames().stream()
                        .map(name -> leftover("inline-policy", name + " of " + user, "delete-user-policy --policy-name " + name + of)),
                iam.listGroupsForUserPaginator(list -> list.userName(user)).groups().stream().map(Group::groupName)
                        .map(group -> leftover("group-membership", user + " in " + group,
                                "remove-user-from-group --group-name " + group + of)),
                iam.listMFADevicesPaginator(list -> list.userName(user)).mfaDevices().stream().map(MFADevice::serialNumber)
                        .map(device -> leftover("mfa-device", device, "deactivate-mfa-device --serial-number " + device + of)))
                .flatMap(found -> found);
    }

    /** A key's id is not printed whole, not even to delete it. */
    private String idEndingIn(String masked, String of) {
        String end = masked.substring(masked.indexOf('…') + 1);
        return aws.of("iam list-access-keys" + of + " --output text --query 'AccessKeyMetadata[?ends_with(AccessKeyId,`" + end
                + "`)].AccessKeyId'");
    }

    private Stream<Leftover> ofRole(String role) {
        String of = " --role-name " + role;
        return Stream.concat(
                iam.listAttachedRolePoliciesPaginator(list -> list.roleName(role)).attachedPolicies().stream()
                        .map(AttachedPolicy::policyArn)
                        .map(arn -> leftover("attached-policy", arn + " on " + role, "detach-role-policy --policy-arn " + arn + of)),
                iam.listRolePoliciesPaginator(list -> list.roleName(role)).policyNames().stream()
                        .map(name -> leftover("inline-policy", name + " of " + role, "delete-role-policy --policy-name " + name + of)));
    }

    private Stream<String> loginProfile(String user) {
        try {
            return Stream.of(iam.getLoginProfile(get -> get.userName(user)).loginProfile().userName());
        } catch (NoSuchEntityException e) {
            return Stream.empty();
        }
    }

    private Leftover leftover(String kind, String id, String command) {
        return new Leftover(kind, id, aws.of("iam " + command));
    }
}
