package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.iam.Principal;

/**
 * Users' access keys. The secret is shown once, by CreateAccessKey.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html">Manage access keys for IAM users</a>
 */
final class AccessKeys {
    /** Inactive ones count. */
    private static final int MOST_KEYS = 2;

    private final IamAccess access;
    private final Credentials credentials;

    AccessKeys(IamAccess access, Credentials credentials) {
        this.access = access;
        this.credentials = credentials;
    }

    List<Operation> operations() {
        return List.of(new Operation("CreateAccessKey", on("iam:CreateAccessKey"), this::create),
                new Operation("ListAccessKeys", on("iam:ListAccessKeys"), this::list),
                new Operation("UpdateAccessKey", on("iam:UpdateAccessKey"), this::update),
                new Operation("DeleteAccessKey", on("iam:DeleteAccessKey"), this::delete));
    }

    private Function<Invocation, List<Permission>> on(String action) {
        return call -> {
            String name = userName(call);
            String arn = Optional.ofNullable(access.account(call).users().get(name)).map(user -> user.arn())
                    .orElse("arn:aws:iam::" + call.caller().accountId() + ":user/" + name);
            return List.of(Permission.of(action, arn));
        };
    }

    /** Without a name, IAM takes the user whose key signed. */
    private static String userName(Invocation call) {
        return call.parameters().optional("UserName")
                .or(() -> call.caller().principal() instanceof Principal.User user ? Optional.of(user.userName()) : Optional.empty())
                .orElseThrow(() -> AwsException.validation("Must specify userName when calling with non-User credentials"));
    }

    /** The user's name as it was created: keys belong to that, however a request writes it. */
    private static String existing(Invocation call, Account account) {
        String name = userName(call);
        return Optional.ofNullable(account.users().get(name)).orElseThrow(() -> IamErrors.absent("user", name)).name();
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            String name = existing(call, account);
            if (credentials.keysOf(account.id(), name).size() >= MOST_KEYS) {
                throw IamErrors.limit("Cannot exceed quota for AccessKeysPerUser: " + MOST_KEYS);
            }
            AccessKey key = new AccessKey(Ids.longTermKeyId(), Ids.secretAccessKey(), account.id(), name, true, call.now());
            credentials.put(key);
            ObjectNode shown = Shapes.key(key).put("SecretAccessKey", key.secret().reveal());
            return Shapes.empty().set("AccessKey", shown);
        }
    }

    private ObjectNode list(Invocation call) {
        Account account = access.account(call);
        String name = existing(call, account);
        ObjectNode answer = Shapes.empty().put("IsTruncated", false);
        ArrayNode keys = answer.putArray("AccessKeyMetadata");
        credentials.keysOf(account.id(), name).stream().map(Shapes::key).forEach(keys::add);
        return answer;
    }

    private ObjectNode update(Invocation call) {
        boolean active = switch (call.parameters().required("Status")) {
            case "Active" -> true;
            case "Inactive" -> false;
            default -> throw AwsException.validation("Status must be Active or Inactive.");
        };
        synchronized (access.account(call)) {
            credentials.put(key(call).activated(active));
        }
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        synchronized (access.account(call)) {
            credentials.delete(key(call).id());
        }
        return Shapes.empty();
    }

    private AccessKey key(Invocation call) {
        String id = call.parameters().required("AccessKeyId");
        Account account = access.account(call);
        return credentials.keysOf(account.id(), existing(call, account)).stream().filter(key -> key.id().equals(id)).findFirst()
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "The Access Key with id " + id + " cannot be found."));
    }
}
