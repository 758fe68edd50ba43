package dev.rolecall.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.identity.AppliedPolicy;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicySet;

/** The policies of a simulation, under names by which a statement that matched is found again. */
record SimulatedPolicies(List<Source> identity, Optional<Source> boundary, Optional<Source> resource) {

    /**
     * A policy and where it came from.
     *
     * @param key  a name that no other policy of the simulation has
     * @param id   {@code SourcePolicyId}: the name of the policy, or of the parameter and its place there
     * @param type {@code SourcePolicyType}
     */
    record Source(String key, String id, String type, PolicyDocument document) {
        /** One that the request brought, and nobody has. */
        static Source ofRequest(String parameter, PolicyDocument document) {
            return new Source(parameter, parameter, "none", document);
        }

        static Source of(AppliedPolicy policy) {
            String name = policy.name();
            String type = policy.origin().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Source(policy.group().orElse("") + "/" + policy.origin() + "/" + name, name.substring(name.lastIndexOf('/') + 1),
                    type, policy.document());
        }

        NamedPolicy named() {
            return new NamedPolicy(key, document);
        }

        /** A statement as {@code MatchedStatements} has it. */
        ObjectNode matched(int statement) {
            StatementPositions.Range range = StatementPositions.of(document.json()).get(statement);
            ObjectNode node = Shapes.empty().put("SourcePolicyId", id).put("SourcePolicyType", type);
            node.putObject("StartPosition").put("Line", range.start().line()).put("Column", range.start().column());
            node.putObject("EndPosition").put("Line", range.end().line()).put("Column", range.end().column());
            return node;
        }
    }

    /** Policies that somebody has, then those that the request adds, {@code PolicyInputList.1} and so on. */
    static List<Source> identity(List<AppliedPolicy> applied, List<PolicyDocument> more) {
        List<Source> all = new ArrayList<>(applied.stream().map(Source::of).toList());
        for (PolicyDocument document : more) {
            all.add(Source.ofRequest("PolicyInputList." + (all.size() - applied.size() + 1), document));
        }
        return List.copyOf(all);
    }

    PolicySet set() {
        PolicySet set = PolicySet.ofIdentity(identity.stream().map(Source::named).toList());
        PolicySet bounded = boundary.map(policy -> set.withBoundary(policy.named())).orElse(set);
        return resource.map(policy -> bounded.withResource(policy.named())).orElse(bounded);
    }

    Map<String, Source> byKey() {
        return all().collect(Collectors.toMap(Source::key, Function.identity(), (first, _) -> first));
    }

    List<PolicyDocument> documents() {
        return all().map(Source::document).toList();
    }

    private Stream<Source> all() {
        return Stream.of(identity.stream(), boundary.stream(), resource.stream()).flatMap(Function.identity());
    }
}
