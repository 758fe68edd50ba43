package dev.rolecall.cloud.iam;

import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.InstanceProfile;
import dev.rolecall.cloud.identity.ManagedPolicy;
import dev.rolecall.iam.Principal;

/**
 * What IAM's operations share: the caller's account, what is in it by name, and the permissions from the authorization map.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions of IAM</a>
 */
final class IamAccess {
    private final Map<String, Account> accounts;
    private final Credentials credentials;
    private final AuthorizationMap map = AuthorizationMap.of("iam");
    private final ConditionKeys keys = ConditionKeys.read();

    IamAccess(Map<String, Account> accounts, Credentials credentials) {
        this.accounts = accounts;
        this.credentials = credentials;
    }

    /** An operation that needs what the map says. */
    Operation operation(String name, Operation.Handler handler) {
        return map.operation(name, new NamedResources(this, credentials, keys, name).kinds(), handler);
    }

    Account account(Invocation call) {
        return Optional.ofNullable(accounts.get(call.caller().accountId()))
                .orElseThrow(() -> new AwsException("AccessDenied", 403, "The account does not exist."));
    }

    /** Without a name, IAM takes the user whose key signed. */
    static String userName(Invocation call) {
        return call.parameters().optional("UserName")
                .or(() -> call.caller().principal() instanceof Principal.User user ? Optional.of(user.userName()) : Optional.empty())
                .orElseThrow(() -> AwsException.validation("Must specify userName when calling with non-User credentials"));
    }

    /** The user as it was created, however a request writes its name. */
    Identity.User user(Invocation call) {
        String name = userName(call);
        return Optional.ofNullable(account(call).users().get(name)).orElseThrow(() -> IamErrors.absent("user", name));
    }

    Identity.Role role(Invocation call) {
        String name = call.parameters().required("RoleName");
        return Optional.ofNullable(account(call).roles().get(name)).orElseThrow(() -> IamErrors.absent("role", name));
    }

    Identity.Group group(Invocation call) {
        String name = call.parameters().required("GroupName");
        return Optional.ofNullable(account(call).groups().get(name)).orElseThrow(() -> IamErrors.absent("group", name));
    }

    InstanceProfile profile(Invocation call) {
        String name = call.parameters().required("InstanceProfileName");
        return Optional.ofNullable(account(call).instanceProfiles().get(name))
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "Instance Profile " + name + " cannot be found."));
    }

    ManagedPolicy policy(Invocation call) {
        String arn = call.parameters().required("PolicyArn");
        return account(call).managedPolicy(arn)
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "Policy " + arn + " was not found."));
    }

    /** The managed policy that becomes a boundary; it must exist. */
    Optional<String> boundary(Invocation call) {
        Optional<String> arn = call.parameters().optional("PermissionsBoundary");
        arn.ifPresent(text -> requireAttachable(account(call), text));
        return arn;
    }

    static void requireAttachable(Account account, String policyArn) {
        if (account.managedPolicy(policyArn).isEmpty()) {
            throw new AwsException("NoSuchEntity", 404, "Policy " + policyArn + " does not exist or is not attachable.");
        }
    }
}
