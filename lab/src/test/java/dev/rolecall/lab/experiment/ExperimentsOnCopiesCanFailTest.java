package dev.rolecall.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.whole.PlayedAws;

/** What copies of the instance tell decides: an experiment that would call anything proven shows nothing. */
final class ExperimentsOnCopiesCanFailTest {
    private static final PlayedAws AWS = new PlayedAws();
    private static final Evidence BY_ROLE = Played.read(Told.BY_PROFILE);
    private static final Evidence NO_SUCH_KEY = Played.refused("InvalidAccessKeyId", Told.BY_ENVIRONMENT);
    private static final Evidence BY_ENDPOINT = Played.refused("InvalidAccessKeyId", Told.BY_ENDPOINT);
    private static final Evidence NOTHING = Played.failed("NoCredentials");

    @AfterAll
    static void end() {
        AWS.close();
    }

    @Test
    void theStrayKeyIsUsed() throws Exception {
        assertThat(verdict(new StrayKey(), BY_ROLE, NO_SUCH_KEY)).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void aCopyThatReadsInSpiteOfItDisprovesThat() throws Exception {
        assertThat(verdict(new StrayKey(), BY_ROLE, BY_ROLE)).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void soDoesOneThatIsRefusedForAnotherReason() throws Exception {
        assertThat(verdict(new StrayKey(), BY_ROLE, Played.refused("AccessDenied", Told.BY_PROFILE))).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void whereTheUnchangedCopyDoesNotReadNothingIsProven() throws Exception {
        Observation observed = new StrayKey().perform(scene(Played.refused("AccessDenied", Told.BY_PROFILE), NO_SUCH_KEY));

        assertThat(Verdict.of(observed)).isEqualTo(Verdict.BROKEN);
        assertThat(observed.observed()).startsWith(
                "without a key: refused AccessDenied with InstanceProfileCredentialsProvider, words of the service; with a made-up key:");
    }

    @ParameterizedTest
    @EnumSource(ContainerTrap.class)
    void theChainGoesOnToTheNode(ContainerTrap trap) throws Exception {
        assertThat(verdict(new DefaultChainGoesOn(trap), BY_ROLE, BY_ENDPOINT)).isEqualTo(Verdict.PROVEN);
    }

    @ParameterizedTest
    @EnumSource(ContainerTrap.class)
    void aChainThatStopsDisprovesThat(ContainerTrap trap) throws Exception {
        assertThat(verdict(new DefaultChainGoesOn(trap), NOTHING, BY_ENDPOINT)).isEqualTo(Verdict.DISPROVED);
    }

    @ParameterizedTest
    @EnumSource(ContainerTrap.class)
    void soDoesAnEndpointThatIsUsedInSpiteOfTheTrap(ContainerTrap trap) throws Exception {
        assertThat(verdict(new DefaultChainGoesOn(trap), BY_ENDPOINT, BY_ENDPOINT)).isEqualTo(Verdict.DISPROVED);
    }

    @ParameterizedTest
    @EnumSource(ContainerTrap.class)
    void whereMendingTheTrapChangesNothingItWasNotTheTrap(ContainerTrap trap) throws Exception {
        assertThat(verdict(new DefaultChainGoesOn(trap), BY_ROLE, BY_ROLE)).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void theContainerProviderStops() throws Exception {
        assertThat(verdict(new ContainerProviderStops(), NOTHING, NOTHING, NOTHING, NOTHING, BY_ENDPOINT)).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void oneTrapInWhichItReadsDisprovesThat() throws Exception {
        assertThat(verdict(new ContainerProviderStops(), NOTHING, NOTHING, BY_ROLE, NOTHING, BY_ENDPOINT)).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aProgramThatNeverFindsCredentialsShowsNothing() throws Exception {
        assertThat(verdict(new ContainerProviderStops(), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)).isEqualTo(Verdict.BROKEN);
    }

    private static Verdict verdict(Experiment experiment, Evidence... told) throws Exception {
        return Verdict.of(experiment.perform(scene(told)));
    }

    private static Scene scene(Evidence... told) {
        return Played.scene(AWS.clients(), List.of(), told);
    }
}
