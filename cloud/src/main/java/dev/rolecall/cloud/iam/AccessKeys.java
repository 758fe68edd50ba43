package dev.rolecall.cloud.iam;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.audit.LastUses;
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
    private final IamAccess access;
    private final Credentials credentials;
    private final LastUses uses;

    AccessKeys(IamAccess access, Credentials credentials, LastUses uses) {
        this.access = access;
        this.credentials = credentials;
        this.uses = uses;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateAccessKey", this::create), access.operation("ListAccessKeys", this::list),
                access.operation("UpdateAccessKey", this::update), access.operation("DeleteAccessKey", this::delete),
                access.operation("GetAccessKeyLastUsed", this::lastUsed));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            String name = access.user(call).name();
            Quotas.requireRoom("AccessKeysPerUser", credentials.keysOf(account.id(), name).size(), Quotas.ACCESS_KEYS_PER_USER);
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
            default -> throw AwsException.validation("1 validation error detected: Value '" + call.parameters().required("Status")
                    + "' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]");
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

    /** A key that is not there, or not in this account, is denied in the words that AWS was seen to use; it documents none. */
    private ObjectNode lastUsed(Invocation call) {
        String id = call.parameters().required("AccessKeyId");
        AccessKey key = credentials.key(id).filter(found -> found.accountId().equals(call.caller().accountId()))
                .orElseThrow(() -> new AwsException("AccessDenied", 403, "User: " + call.caller().name()
                        + " is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key " + id));
        ObjectNode answer = Shapes.empty().put("UserName", key.userName());
        return answer.set("AccessKeyLastUsed", Shapes.lastUse(uses.ofKey(id)));
    }

    private AccessKey key(Invocation call) {
        String id = call.parameters().required("AccessKeyId");
        Account account = access.account(call);
        return credentials.keysOf(account.id(), access.user(call).name()).stream().filter(key -> key.id().equals(id)).findFirst()
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "The Access Key with id " + id + " cannot be found."));
    }
}
