package dev.rolecall.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awscdk.CfnResource;
import software.constructs.IConstruct;

/** Findings of cdk-nag that are accepted, each at its resource with its reason, in the metadata that cdk-nag reads. */
final class Suppressions {
    private Suppressions() {}

    /** Why a rule does not count for one resource. */
    record Reason(String rule, String why) {}

    static void on(IConstruct construct, Reason... reasons) {
        CfnResource resource = construct instanceof CfnResource itself
                ? itself
                : (CfnResource) construct.getNode().getDefaultChild();
        if (resource == null) {
            throw new IllegalArgumentException(construct.getNode().getPath() + " stands for no resource.");
        }
        List<TreeMap<String, String>> rules = Arrays.stream(reasons)
                .map(reason -> new TreeMap<>(Map.of("id", reason.rule(), "reason", reason.why())))
                .toList();
        resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", rules));
    }
}
