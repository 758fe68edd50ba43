package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for any policies, principals and requests, drawn from a small world in which patterns and requests often meet. */
@Domain(SmallWorld.class)
@Domain(DomainContext.Global.class)
final class DecisionPropertiesTest {

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void addingADenyNeverTurnsADenialIntoAnAllow(@ForAll Scene scene, @ForAll Layer layer, @ForAll Scene.Drawn extra) {
        assertThat(!scene.decide().allowed() && scene.with(layer, extra.as(Effect.DENY)).decide().allowed()).isFalse();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void addingAnAllowNeverTurnsAnExplicitDeny(@ForAll Scene scene, @ForAll Layer layer, @ForAll Scene.Drawn extra) {
        if (scene.decide() instanceof Decision.ExplicitDeny) {
            assertThat(scene.with(layer, extra.as(Effect.ALLOW)).decide()).isInstanceOf(Decision.ExplicitDeny.class);
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anotherAllowInAnIdentityPolicyTakesNothingAway(@ForAll Scene scene, @ForAll Scene.Drawn extra) {
        assertThat(scene.decide().allowed() && !scene.with(Layer.IDENTITY, extra.as(Effect.ALLOW)).decide().allowed()).isFalse();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfStatementsAndPoliciesDoesNotMatter(@ForAll Scene scene, @ForAll long seed) {
        assertThat(scene.shuffled(new Random(seed)).decide().word()).isEqualTo(scene.decide().word());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void neitherABoundaryNorASessionPolicyWidensWhatOtherPoliciesAllow(@ForAll Scene scene, @ForAll Scene.Drawn extra) {
        for (Layer layer : new Layer[]{Layer.BOUNDARY, Layer.SESSION}) {
            Scene without = scene.without(layer);
            // A federated user session has no permission at all before it has a session policy.
            if (!(scene.principal() instanceof Principal.FederatedUser && layer == Layer.SESSION)) {
                assertThat(without.with(layer, extra).decide().allowed() && !without.decide().allowed()).isFalse();
            }
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aDocumentReadFromItsOwnTextDecidesTheSame(@ForAll Scene scene) {
        assertThat(scene.rewritten(PolicyDocument::json).decide().explanation()).isEqualTo(scene.decide().explanation());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whiteSpaceListsOfOneAndTheOrderOfBlocksSayNothing(@ForAll Scene scene) {
        assertThat(scene.rewritten(Rewriting::inAnotherForm).decide().explanation().policies())
                .isEqualTo(scene.decide().explanation().policies());
    }
}
