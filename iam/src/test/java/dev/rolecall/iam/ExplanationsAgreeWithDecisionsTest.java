package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.rolecall.iam.DrawnPolicies.World;

/**
 * A decision is made quickly, its explanation statement by statement when somebody asks. Here the decision is made a second time, from
 * the explanation alone and by the words of the documentation, and the changes that it proposes are carried out.
 */
final class ExplanationsAgreeWithDecisionsTest {

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void theExplanationLeadsToTheSameDecision(@ForAll("worlds") World world) {
        Decision decision = Evaluator.evaluate(world.request(), world.policies());
        Explanation explanation = decision.explanation();
        assertThat(decision.word()).as(ExplanationText.render(explanation)).isEqualTo(decided(explanation));
        assertThat(explanation).isEqualTo(decision.explanation());
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void theChangesAreEnoughAndEachIsNeeded(@ForAll("worlds") World world) {
        Decision decision = Evaluator.evaluate(world.request(), world.policies());
        List<Change> changes = decision.explanation().changes();
        String as = ExplanationText.render(decision.explanation());
        assertThat(changes.isEmpty()).as(as).isEqualTo(decision.allowed());
        if (changes.stream().noneMatch(Change.UseAnotherPrincipal.class::isInstance)) {
            assertThat(after(world, changes).allowed()).as(as).isTrue();
            for (Change left : changes) {
                List<Change> others = changes.stream().filter(change -> !change.equals(left)).toList();
                assertThat(after(world, others).allowed()).as("without %s%n%s", left, as).isFalse();
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void textAndJsonSayWhatTheExplanationSays(@ForAll("worlds") World world) {
        Decision decision = Evaluator.evaluate(world.request(), world.policies());
        Explanation explanation = decision.explanation();
        int statements = explanation.policies().stream().mapToInt(policy -> policy.statements().size()).sum();
        int lines = 1 + explanation.policies().size() + statements + explanation.changes().size();
        assertThat(ExplanationText.render(explanation).lines()).hasSize(lines);
        assertThat(ExplanationJson.of(decision).findValues("matched")).hasSizeGreaterThanOrEqualTo(statements);
        assertThat(ExplanationJson.of(decision).path("changes")).hasSize(explanation.changes().size());
    }

    private static Decision after(World world, Collection<Change> changes) {
        PolicySet policies = world.policies();
        for (Change change : changes) {
            policies = CarriedOut.on(policies, change, world.request());
        }
        return Evaluator.evaluate(world.request(), policies);
    }

    private static String decided(Explanation explanation) {
        boolean denied = explanation.policies().stream().flatMap(policy -> policy.statements().stream())
                .anyMatch(statement -> statement.effect() == Effect.DENY && statement.matched());
        return denied ? "ExplicitDeny" : allowed(explanation) ? "Allow" : "ImplicitDeny";
    }

    private static boolean allowed(Explanation explanation) {
        AccessRequest request = explanation.request();
        Set<Layer> present = EnumSet.noneOf(Layer.class);
        Set<Layer> allow = EnumSet.noneOf(Layer.class);
        explanation.policies().forEach(policy -> {
            present.add(policy.layer());
            if (policy.statements().stream().anyMatch(statement -> statement.effect() == Effect.ALLOW && statement.matched())) {
                allow.add(policy.layer());
            }
        });
        boolean toRole = request.action().equals("sts:AssumeRole");
        boolean resource = allow.contains(Layer.RESOURCE) || allow.contains(Layer.TRUST);
        boolean same = request.principal().accountId().equals(request.owner());
        boolean limits = (!present.contains(Layer.BOUNDARY) || allow.contains(Layer.BOUNDARY))
                && (allow.contains(Layer.SESSION)
                        || (!present.contains(Layer.SESSION) && !(request.principal() instanceof Principal.FederatedUser)));
        boolean identity = allow.contains(Layer.IDENTITY) && limits;
        boolean endpoint = !present.contains(Layer.ENDPOINT) || allow.contains(Layer.ENDPOINT);
        return endpoint && switch (request.principal()) {
            case Principal.Root _ -> !toRole && (same || resource);
            case Principal.Service _,Principal.Anonymous _,Principal.WebIdentity _,Principal.Saml _ -> resource;
            case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ when !same -> identity && resource;
            case Principal.User _,Principal.RoleSession _,Principal.FederatedUser _ -> switch (closest(explanation).orElse(
                    PrincipalMatch.NOT_ASKED)) {
                case ITSELF, EVERYONE -> true;
                case ITS_ROLE, ITS_ISSUER -> limits;
                case ITS_ACCOUNT -> identity;
                case NOT_ASKED -> identity && !toRole;
            };
        };
    }

    private static Optional<PrincipalMatch> closest(Explanation explanation) {
        return explanation.policies().stream().filter(policy -> policy.layer() == Layer.RESOURCE || policy.layer() == Layer.TRUST)
                .flatMap(policy -> policy.statements().stream()).filter(statement -> statement.effect() == Effect.ALLOW)
                .flatMap(statement -> statement.outcome() instanceof StatementOutcome.Matched matched
                        ? Optional.of(matched.principal()).stream()
                        : Optional.<PrincipalMatch>empty().stream())
                .sorted().findFirst();
    }

    @Provide
    Arbitrary<World> worlds() {
        return DrawnPolicies.worlds();
    }
}
