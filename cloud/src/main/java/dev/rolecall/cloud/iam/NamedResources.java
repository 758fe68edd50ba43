package dev.rolecall.cloud.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.InstanceProfile;
import dev.rolecall.cloud.identity.ManagedPolicy;
import dev.rolecall.cloud.identity.MfaDevice;

/** The resources that a call of one operation names, by the kinds of the authorization map: those that exist, and those that would. */
final class NamedResources {
    private final IamAccess access;
    private final Credentials credentials;
    private final ConditionKeys keys;
    private final String operation;

    NamedResources(IamAccess access, Credentials credentials, ConditionKeys keys, String operation) {
        this.access = access;
        this.credentials = credentials;
        this.keys = keys;
        this.operation = operation;
    }

    ResourceKinds<Invocation> kinds() {
        Map<String, Function<Invocation, List<Resource>>> kinds = new HashMap<>();
        kinds.put("user", call -> user(call, IamAccess.userName(call)));
        kinds.put("role", call -> role(call, call.parameters().required("RoleName")));
        kinds.put("group", call -> group(call, call.parameters().required("GroupName")));
        kinds.put("instance-profile", this::profile);
        kinds.put("policy", call -> policy(call, call.parameters().required("PolicyArn")));
        kinds.put("new-policy", call -> policy(call, toBe(call, "policy", call.parameters().required("PolicyName"))));
        kinds.put("key-owner", this::keyOwner);
        kinds.put("mfa", call -> device(call, call.parameters().required("SerialNumber")));
        kinds.put("new-mfa", call -> device(call, MfaDevices.serial(call)));
        kinds.put("source", this::source);
        kinds.put("new-user", call -> moved(call, "user", "NewUserName", access.account(call).users().get(IamAccess.userName(call))));
        kinds.put("new-group", call -> moved(call, "group", "NewGroupName",
                access.account(call).groups().get(call.parameters().required("GroupName"))));
        Map.of("users", "user", "roles", "role", "groups", "group", "policies", "policy", "instance-profiles", "instance-profile")
                .forEach((several, one) -> kinds.put(several, call -> List.of(Resource.of(arn(call, one, Listing.pathPrefix(call), "")))));
        return new ResourceKinds<>(kinds);
    }

    private List<Resource> user(Invocation call, String name) {
        return identity(call, "user", name, access.account(call).users().get(name));
    }

    private List<Resource> role(Invocation call, String name) {
        return identity(call, "role", name, access.account(call).roles().get(name));
    }

    private List<Resource> group(Invocation call, String name) {
        return identity(call, "group", name, access.account(call).groups().get(name));
    }

    private List<Resource> identity(Invocation call, String kind, String name,
            @Nullable Identity found) {
        Optional<Identity> identity = Optional.ofNullable(found);
        return List.of(resource(call, identity.map(Identity::arn).orElseGet(() -> toBe(call, kind, name)),
                identity.map(existing -> keys.ofIdentity(operation, existing)).orElse(Map.of())));
    }

    private List<Resource> profile(Invocation call) {
        String name = call.parameters().required("InstanceProfileName");
        Optional<InstanceProfile> found = Optional.ofNullable(access.account(call).instanceProfiles().get(name));
        return List.of(resource(call, found.map(InstanceProfile::arn).orElseGet(() -> toBe(call, "instance-profile", name)),
                found.map(profile -> TagKeys.ofResource(profile.tags())).orElse(Map.of())));
    }

    private List<Resource> policy(Invocation call, String arn) {
        Map<String, String> tags = access.account(call).managedPolicy(arn).map(ManagedPolicy::tags).orElse(Map.of());
        return List.of(resource(call, arn, TagKeys.ofResource(tags)));
    }

    private List<Resource> device(Invocation call, String serial) {
        Map<String, String> tags = credentials.mfaDevices().device(serial).map(MfaDevice::tags).orElse(Map.of());
        return List.of(resource(call, serial, TagKeys.ofResource(tags)));
    }

    /** A key that nobody of the account has is on no resource; whoever may ask is denied all the same, by the handler. */
    private List<Resource> keyOwner(Invocation call) {
        return credentials.key(call.parameters().required("AccessKeyId")).filter(key -> key.accountId().equals(call.caller().accountId()))
                .map(AccessKey::userName).map(name -> user(call, name)).orElse(List.of(Resource.NONE));
    }

    private List<Resource> source(Invocation call) {
        String arn = call.parameters().required("PolicySourceArn");
        Account account = access.account(call);
        return account.identities().filter(identity -> identity.arn().equals(arn)).findFirst()
                .map(identity -> List.of(resource(call, arn, keys.ofIdentity(operation, identity))))
                .orElseGet(() -> List.of(resource(call, arn, Map.of())));
    }

    /** Whoever renames must be allowed to do so on both names. */
    private List<Resource> moved(Invocation call, String kind, String member, @Nullable Identity before) {
        Optional<String> name = call.parameters().optional(member);
        Optional<String> path = call.parameters().optional("NewPath");
        if (before == null || (name.isEmpty() && path.isEmpty())) {
            return List.of();
        }
        return List.of(Resource.of(arn(call, kind, path.orElse(before.path()), name.orElse(before.name()))));
    }

    private Resource resource(Invocation call, String arn, Map<String, List<String>> own) {
        Map<String, List<String>> context = new HashMap<>(own);
        context.putAll(keys.ofRequest(operation, call.parameters()));
        return Resource.of(arn).with(context);
    }

    private static String toBe(Invocation call, String kind, String name) {
        return arn(call, kind, call.parameters().optional("Path").orElse("/"), name);
    }

    private static String arn(Invocation call, String kind, String path, String name) {
        return "arn:aws:iam::" + call.caller().accountId() + ":" + kind + path + name;
    }
}
