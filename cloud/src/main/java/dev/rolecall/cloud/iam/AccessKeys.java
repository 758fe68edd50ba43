package dev.rolecall.cloud.iam;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Ids;

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
        return List.of(new Operation("CreateAccessKey", access.onUser("iam:CreateAccessKey"), this::create),
                new Operation("ListAccessKeys", access.onUser("iam:ListAccessKeys"), this::list),
                new Operation("UpdateAccessKey", access.onUser("iam:UpdateAccessKey"), this::update),
                new Operation("DeleteAccessKey", access.onUser("iam:DeleteAccessKey"), this::delete));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            String name = access.user(call).name();
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
        String name = access.user(call).name();
        return Listing.of(call, "AccessKeyMetadata", credentials.keysOf(account.id(), name), Shapes::key);
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
        return credentials.keysOf(account.id(), access.user(call).name()).stream().filter(key -> key.id().equals(id)).findFirst()
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "The Access Key with id " + id + " cannot be found."));
    }
}
