package dev.rolecall.cloud.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.rolecall.iam.PolicyDocument;

/**
 * The policies of a user, a group or a role; a group has no boundary.
 *
 * @param inline   embedded policies by name
 * @param attached ARNs of managed policies, in the order attached
 * @param boundary ARN of the managed policy that is its permissions boundary
 */
public record Grants(Map<String, PolicyDocument> inline, List<String> attached, Optional<String> boundary) {
    public static final Grants NONE = new Grants(Map.of(), List.of(), Optional.empty());

    public Grants {
        inline = Collections.unmodifiableMap(new TreeMap<>(inline));
        attached = List.copyOf(attached);
    }

    public Grants withInline(String name, PolicyDocument document) {
        Map<String, PolicyDocument> changed = new TreeMap<>(inline);
        changed.put(name, document);
        return new Grants(changed, attached, boundary);
    }

    public Grants withoutInline(String name) {
        Map<String, PolicyDocument> changed = new TreeMap<>(inline);
        changed.remove(name);
        return new Grants(changed, attached, boundary);
    }

    /** Attaching twice changes nothing, as on AWS. */
    public Grants attach(String policyArn) {
        if (attached.contains(policyArn)) {
            return this;
        }
        List<String> changed = new ArrayList<>(attached);
        changed.add(policyArn);
        return new Grants(inline, changed, boundary);
    }

    public Grants detach(String policyArn) {
        return new Grants(inline, attached.stream().filter(arn -> !arn.equals(policyArn)).toList(), boundary);
    }

    public Grants bounded(Optional<String> policyArn) {
        return new Grants(inline, attached, policyArn);
    }
}
