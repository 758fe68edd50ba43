package dev.rolecall.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.MfaDevice;
import dev.rolecall.cloud.identity.VirtualMfaDevices;

/**
 * The whole account at once: in numbers, and in detail.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html">GetAccountSummary</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">GetAccountAuthorizationDetails</a>
 */
final class AccountReports {
    private static final List<String> LISTS = List.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies");
    private static final List<String> KINDS = List.of("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");

    private final IamAccess access;
    private final LastUses uses;
    private final VirtualMfaDevices devices;

    AccountReports(IamAccess access, VirtualMfaDevices devices, LastUses uses) {
        this.access = access;
        this.devices = devices;
        this.uses = uses;
    }

    List<Operation> operations() {
        return List.of(access.operation("GetAccountSummary", this::summary),
                access.operation("GetAccountAuthorizationDetails", this::details));
    }

    /** Of AWS's own policies those that are in use. */
    private ObjectNode details(Invocation call) {
        Account account = access.account(call);
        Set<String> wanted = wanted(call.parameters().strings("Filter"));
        EntityDetails details = new EntityDetails(account, uses);
        PolicyUse use = new PolicyUse(account);
        List<Listing.Entry> all = new ArrayList<>();
        if (wanted.contains("User")) {
            account.users().values().forEach(user -> all.add(new Listing.Entry("UserDetailList", () -> details.of(user))));
        }
        if (wanted.contains("Group")) {
            account.groups().values().forEach(group -> all.add(new Listing.Entry("GroupDetailList", () -> details.of(group))));
        }
        if (wanted.contains("Role")) {
            account.roles().values().forEach(role -> all.add(new Listing.Entry("RoleDetailList", () -> details.of(role))));
        }
        account.managedPolicies().filter(policy -> wanted.contains(policy.isAws() ? "AWSManagedPolicy" : "LocalManagedPolicy"))
                .filter(policy -> !policy.isAws() || use.attachments(policy.arn()) + use.boundaries(policy.arn()) > 0)
                .forEach(policy -> all.add(new Listing.Entry("Policies", () -> details.of(policy, use))));
        return Listing.ofSeveral(call, LISTS, all);
    }

    private static Set<String> wanted(List<String> filter) {
        Set<String> unknown = new TreeSet<>(filter);
        KINDS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw AwsException.validation("1 validation error detected: Value '" + unknown
                    + "' at 'filter' failed to satisfy constraint: Member must satisfy enum value set: " + KINDS);
        }
        return Set.copyOf(filter.isEmpty() ? KINDS : filter);
    }

    private ObjectNode summary(Invocation call) {
        Account account = access.account(call);
        Map<String, Integer> numbers = new TreeMap<>();
        numbers.put("Users", account.users().size());
        numbers.put("Groups", account.groups().size());
        numbers.put("Roles", account.roles().size());
        numbers.put("Policies", account.policies().size());
        numbers.put("InstanceProfiles", account.instanceProfiles().size());
        numbers.put("PolicyVersionsInUse", account.policies().values().stream().mapToInt(policy -> policy.versions().size()).sum());
        List<MfaDevice> all = devices.ofAccount(account.id());
        numbers.put("MFADevices", all.size());
        numbers.put("MFADevicesInUse", (int) all.stream().filter(device -> device.use().isPresent()).count());
        // Nobody can have them here.
        List.of("ServerCertificates", "Providers", "AccountMFAEnabled", "AccountAccessKeysPresent",
                "AccountPasswordPresent", "AccountSigningCertificatesPresent").forEach(name -> numbers.put(name, 0));
        numbers.put("GlobalEndpointTokenVersion", 1);
        numbers.putAll(Quotas.summary());
        ArrayNode entries = Shapes.empty().arrayNode();
        numbers.forEach((key, value) -> entries.addObject().put("key", key).put("value", value));
        ObjectNode answer = Shapes.empty();
        answer.putObject("SummaryMap").set("entry", entries);
        return answer;
    }
}
