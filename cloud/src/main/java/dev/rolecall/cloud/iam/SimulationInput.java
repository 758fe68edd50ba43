package dev.rolecall.cloud.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/** What both kinds of simulation are asked in the same words: actions, resources, caller, context. */
record SimulationInput(Invocation call) {
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9]+");
    private static final Pattern CALLER = Pattern.compile("arn:aws:iam::(\\d{12}):(user|role|group)/(?:.*/)?([^/]+)");
    private static final Pattern OWNER = Pattern.compile("(?:arn:aws:iam::)?(\\d{12})(?::root)?");
    private static final Set<String> TYPES = Set.of("string", "numeric", "boolean", "ip", "binary", "date");
    private static final String LIST = "List";
    /** Of our own: so much is simulated within a second or so. */
    private static final int MOST_PAIRS = 10_000;

    private List<String> distinct(String member) {
        return call.parameters().strings(member).stream().distinct().toList();
    }

    List<String> actions() {
        List<String> actions = distinct("ActionNames");
        if (actions.isEmpty()) {
            throw AwsException.validation("The parameter ActionNames is required.");
        }
        actions.stream().filter(action -> !ACTION.matcher(action).matches()).findFirst().ifPresent(action -> {
            throw IamErrors.invalidInput("Invalid action " + action + ": it must be service:Operation, without wildcards.");
        });
        if ((long) actions.size() * resources().size() > MOST_PAIRS) {
            throw IamErrors.invalidInput("This local cloud simulates at most " + MOST_PAIRS + " pairs of an action and a resource.");
        }
        return actions;
    }

    List<String> resources() {
        List<String> resources = distinct("ResourceArns");
        resources.stream().filter(arn -> !arn.equals("*") && !arn.startsWith("arn:")).findFirst().ifPresent(arn -> {
            throw IamErrors.invalidInput("Invalid resource " + arn + ": it must be an ARN or *.");
        });
        return resources.isEmpty() ? List.of("*") : resources;
    }

    Optional<String> resourceOwner() {
        return call.parameters().optional("ResourceOwner").map(text -> {
            Matcher owner = OWNER.matcher(text);
            if (!owner.matches()) {
                throw IamErrors.invalidInput("Invalid ResourceOwner " + text + ": it must be an account's id.");
            }
            return owner.group(1);
        });
    }

    /** The policy of every resource; a role's trust policy where the actions are those of STS. */
    Optional<SimulatedPolicies.Source> resourcePolicy(Principal caller) {
        boolean trust = actions().stream().allMatch(action -> action.startsWith("sts:"));
        return call.parameters().optional("ResourcePolicy").map(text -> {
            if (caller instanceof Principal.RoleSession) {
                throw IamErrors.invalidInput("Policies of resources cannot be simulated for IAM roles.");
            }
            return new SimulatedPolicies.Source("ResourcePolicy", "ResourcePolicy", "resource",
                    Simulations.document("ResourcePolicy", text, trust ? PolicyKind.TRUST : PolicyKind.RESOURCE));
        });
    }

    /** Whom {@code CallerArn} names, in whichever account. */
    Optional<Principal> caller(Account account) {
        return call.parameters().optional("CallerArn").map(arn -> {
            Matcher caller = CALLER.matcher(arn);
            if (!caller.matches()) {
                throw IamErrors.invalidInput("Invalid CallerArn " + arn + ": it must be the ARN of an IAM user, group or role.");
            }
            String id = account.identities().filter(identity -> identity.arn().equals(arn)).findFirst().map(Identity::id).orElse("");
            return caller.group(2).equals("role")
                    ? session(arn, caller.group(1), caller.group(3), id)
                    : new Principal.User(arn, caller.group(1), caller.group(3), id);
        });
    }

    static Principal session(String roleArn, String accountId, String name, String id) {
        return new Principal.RoleSession("arn:aws:sts::" + accountId + ":assumed-role/" + name + "/simulation", accountId, roleArn, id,
                "simulation");
    }

    /** The caller of policies that nobody has. */
    static Principal somebody(String accountId) {
        return new Principal.User(Optional.empty(), Optional.of(accountId), "", "");
    }

    RequestContext context() {
        Map<String, List<String>> keys = new HashMap<>();
        for (Parameters entry : call.parameters().structures("ContextEntries")) {
            String key = entry.required("ContextKeyName");
            String type = entry.optional("ContextKeyType").orElse("string");
            List<String> values = entry.strings("ContextKeyValues");
            boolean several = type.endsWith(LIST);
            if (!TYPES.contains(several ? type.substring(0, type.length() - LIST.length()) : type)) {
                throw AwsException.validation("1 validation error detected: Value '" + type
                        + "' at 'contextKeyType' failed to satisfy constraint: Member must satisfy enum value set of ContextKeyTypeEnum");
            }
            if (!several && values.size() != 1) {
                throw IamErrors.invalidInput("The context key " + key + " of type " + type + " takes one value.");
            }
            keys.put(key, values);
        }
        return new RequestContext(keys);
    }
}
