package dev.rolecall.cloud.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.iam.Principal;

/**
 * What IAM's operations share: the caller's account, and the permissions on its identities.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions of IAM</a>
 */
final class IamAccess {
    private final Map<String, Account> accounts;

    IamAccess(Map<String, Account> accounts) {
        this.accounts = accounts;
    }

    Account account(Invocation call) {
        return Optional.ofNullable(accounts.get(call.caller().accountId()))
                .orElseThrow(() -> new AwsException("AccessDenied", 403, "The account does not exist."));
    }

    /** An action on a thing that exists, or would: {@code kind} is {@code role}, {@code user}, {@code instance-profile}. */
    Function<Invocation, List<Permission>> on(String kind, String member, String action) {
        return call -> List
                .of(Permission.of(action, arn(call, kind, call.parameters().required(member))).with(context(call, kind, member)));
    }

    /** An action on a user that may be left unnamed. */
    Function<Invocation, List<Permission>> onUser(String action) {
        return call -> {
            String name = userName(call);
            return List.of(Permission.of(action, arn(call, "user", name)).with(ofIdentity(call, "user", name)));
        };
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

    List<Permission> creates(Invocation call, String kind, String member, String action) {
        String path = call.parameters().optional("Path").orElse("/");
        String arn = "arn:aws:iam::" + call.caller().accountId() + ":" + kind + path + call.parameters().required(member);
        Map<String, List<String>> context = new HashMap<>();
        call.parameters().optional("PermissionsBoundary").ifPresent(boundary -> context.put("iam:PermissionsBoundary", List.of(boundary)));
        call.parameters().tags("Tags").forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
        return List.of(Permission.of(action, arn).with(context));
    }

    List<Permission> listing(Invocation call, String action, String resource) {
        String prefix = call.parameters().optional("PathPrefix").orElse("/").substring(1);
        return List.of(Permission.of(action, "arn:aws:iam::" + call.caller().accountId() + ":" + resource + prefix));
    }

    /** The managed policy that becomes a boundary; it must exist. */
    Optional<String> boundary(Invocation call) {
        Optional<String> arn = call.parameters().optional("PermissionsBoundary");
        arn.filter(text -> !account(call).policies().containsKey(text)).ifPresent(missing -> {
            throw new AwsException("NoSuchEntity", 404, "Policy " + missing + " does not exist or is not attachable.");
        });
        return arn;
    }

    private Optional<Identity> identity(Invocation call, String kind, String name) {
        Account account = account(call);
        return kind.equals("role") ? Optional.ofNullable(account.roles().get(name)) : Optional.ofNullable(account.users().get(name));
    }

    private String arn(Invocation call, String kind, String name) {
        String plain = "arn:aws:iam::" + call.caller().accountId() + ":" + kind + "/" + name;
        if (kind.equals("instance-profile")) {
            return account(call).instanceProfile(name).map(profile -> profile.arn()).orElse(plain);
        }
        return identity(call, kind, name).map(Identity::arn).orElse(plain);
    }

    private Map<String, List<String>> context(Invocation call, String kind, String member) {
        Map<String, List<String>> context = new HashMap<>();
        if (!kind.equals("instance-profile")) {
            context.putAll(ofIdentity(call, kind, call.parameters().required(member)));
        }
        call.parameters().optional("PermissionsBoundary").ifPresent(arn -> context.put("iam:PermissionsBoundary", List.of(arn)));
        call.parameters().optional("PolicyArn").ifPresent(arn -> context.put("iam:PolicyARN", List.of(arn)));
        return context;
    }

    private Map<String, List<String>> ofIdentity(Invocation call, String kind, String name) {
        Map<String, List<String>> context = new HashMap<>();
        identity(call, kind, name).ifPresent(found -> {
            found.tags().forEach((key, value) -> context.put("aws:ResourceTag/" + key, List.of(value)));
            found.grants().boundary().ifPresent(arn -> context.put("iam:PermissionsBoundary", List.of(arn)));
        });
        return context;
    }
}
