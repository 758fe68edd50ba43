package dev.rolecall.lab.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;
import dev.rolecall.lab.LabException;

/**
 * A request that somebody asks about.
 *
 * @param principal       as it was named
 * @param resourceAccount the account that owns the resource, where it was named
 * @param context         condition keys with their values
 */
public record Asking(String principal, String action, String resource, Optional<String> resourceAccount,
        Map<String, List<String>> context) {
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9-]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:[^:]+:[^:]+:[^:]*:[^:]*:.+");

    /** @throws LabException when one of them is not as it has to be */
    public Asking {
        check(ACTION.matcher(action).matches(), "--action is an action like s3:GetObject, not " + action + ".");
        check(RESOURCE.matcher(resource).matches(), "--resource is an ARN, or * for an action without resources, not " + resource + ".");
        check(resourceAccount.filter(account -> !account.matches("\\d{12}")).isEmpty(),
                "--resource-account is an account id of twelve digits.");
    }

    /**
     * Condition keys as a command line has them; a key that is there more than once has several values.
     *
     * @param pairs {@code key=value}
     * @throws LabException when one is no such pair
     */
    public static Map<String, List<String>> context(List<String> pairs) {
        Map<String, List<String>> context = named();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            check(equals > 0, "--context is KEY=VALUE, for example aws:SourceIp=203.0.113.9, not " + pair + ".");
            context.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>()).add(pair.substring(equals + 1));
        }
        return context;
    }

    /** The condition keys that follow from the principal, and those that were named, which win. */
    Map<String, List<String>> on(Map<String, List<String>> ofPrincipal) {
        Map<String, List<String>> all = named();
        all.putAll(ofPrincipal);
        all.putAll(context);
        return all;
    }

    /** The request by somebody who is known now. */
    AccessRequest by(Principal known, Optional<String> owner, RequestContext keys) {
        return new AccessRequest(known, action, resource, resourceAccount.or(() -> owner), keys);
    }

    /** Whether it is asked about another time than now. */
    boolean namesTime() {
        return context.containsKey("aws:CurrentTime") || context.containsKey("aws:EpochTime");
    }

    /** Whether the trust policy of a role has the word. */
    boolean needsTrust() {
        return by(new Principal.Anonymous(), Optional.empty(), RequestContext.empty()).needsTrust();
    }

    /** Names of keys have no case. */
    private static Map<String, List<String>> named() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw LabException.wrongInput(sentence);
        }
    }
}
