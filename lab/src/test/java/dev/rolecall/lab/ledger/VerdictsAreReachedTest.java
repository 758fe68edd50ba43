package dev.rolecall.lab.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.demo.Control;
import dev.rolecall.lab.demo.Outcome;
import dev.rolecall.lab.experiment.Experiment;
import dev.rolecall.lab.experiment.Finding;
import dev.rolecall.lab.experiment.Finding.Kind;
import dev.rolecall.lab.experiment.Observation;
import dev.rolecall.lab.experiment.Played;
import dev.rolecall.lab.experiment.Scene;
import dev.rolecall.lab.target.Capability;
import dev.rolecall.lab.whole.PlayedAws;

/** Nothing is proven but what was observed as it was expected: not what could not be tried, and not what broke. */
final class VerdictsAreReachedTest {
    private static final PlayedAws AWS = new PlayedAws();
    private static final Control NOBODY_REFUSED = new Control(Outcome.REFUSED, "InvalidAccessKeyId");
    private static final Control NOBODY_READS = new Control(Outcome.READ, "");

    @AfterAll
    static void end() {
        AWS.close();
    }

    @Test
    void asExpectedIsProven() throws Exception {
        Entry entry = prove(observing(found(Kind.CLAIM, "read", "read"), found(Kind.CONTROL, "x", "x")));

        assertThat(entry.verdict()).isEqualTo(Verdict.PROVEN);
        assertThat(entry.reason()).isEmpty();
        assertThat(entry.observation().map(Observation::observed)).contains("it: read; it: x");
    }

    @Test
    void moreThanTheClaimSaysIsNoDifference() throws Exception {
        assertThat(prove(observing(found(Kind.CLAIM, "found", "found, in user data"))).verdict()).isEqualTo(Verdict.PROVEN);
        assertThat(prove(observing(found(Kind.CLAIM, "found", "found nowhere"))).verdict()).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void oneFindingThatDiffersDisproves() throws Exception {
        assertThat(prove(observing(found(Kind.CLAIM, "read", "read"), found(Kind.CLAIM, "read", "refused"))).verdict())
                .isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aControlThatDoesNotHoldBreaksWhateverElseWasSeen() throws Exception {
        Entry entry = prove(observing(found(Kind.CLAIM, "read", "refused"), found(Kind.CONTROL, "read", "failed NoEvidence")));

        assertThat(entry.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(entry.reason().orElseThrow()).contains("it: failed NoEvidence");
    }

    @Test
    void whatAnExperimentThrowsBreaksItAndNoOther() throws Exception {
        List<Entry> entries = prove(List.of(claim(throwing()), claim(observing(found(Kind.CLAIM, "a", "a")))), NOBODY_REFUSED, Map.of());

        assertThat(entries).extracting(Entry::verdict).containsExactly(Verdict.BROKEN, Verdict.PROVEN);
        assertThat(entries.getFirst().reason()).contains("the network went away");
        assertThat(entries.getFirst().observation()).isEmpty();
    }

    @Test
    void withoutAnExperimentItIsDocumentedOnly() throws Exception {
        Claim claim = new Claim(1, "an-id", "A sentence.", URI.create("https://docs.aws.amazon.com/"), Optional.empty());

        assertThat(prove(List.of(claim), NOBODY_REFUSED, Map.of()).getFirst().verdict()).isEqualTo(Verdict.DOCUMENTED_ONLY);
    }

    @Test
    void whatTheTargetLacksIsNotTriedAndSaidWhy() throws Exception {
        Entry entry = prove(List.of(claim(needing(Capability.LAUNCHES_INSTANCES))), NOBODY_REFUSED,
                Map.of(Capability.LAUNCHES_INSTANCES, "it has no machines.")).getFirst();

        assertThat(entry.verdict()).isEqualTo(Verdict.NOT_PROVABLE_HERE);
        assertThat(entry.reason()).contains("It needs instances of its own (launches-instances): it has no machines.");
    }

    @Test
    void whereAMadeUpKeyReadsNothingIsProvenAboutPermissions() throws Exception {
        Entry entry = prove(List.of(claim(needing(Capability.ENFORCES_POLICIES))), NOBODY_READS, Map.of()).getFirst();

        assertThat(entry.verdict()).isEqualTo(Verdict.NOT_PROVABLE_HERE);
        assertThat(entry.reason().orElseThrow()).contains("enforces-policies").contains("nobody checks here who asks");
    }

    @Test
    void whereWhoAsksCouldNotBeFoundOutNothingIsProvenAboutPermissionsEither() throws Exception {
        Entry entry = prove(List.of(claim(needing(Capability.ENFORCES_POLICIES))), new Control(Outcome.FAILED, "InternalError"), Map.of())
                .getFirst();

        assertThat(entry.verdict()).isEqualTo(Verdict.NOT_PROVABLE_HERE);
        assertThat(entry.reason().orElseThrow()).contains("failed (InternalError)");
    }

    @Test
    void withoutAUserOrAProfileNothingIsProvenAboutThem() throws Exception {
        for (Capability made : List.of(Capability.MAKES_USERS, Capability.MAKES_PROFILES)) {
            Entry entry = prove(List.of(claim(needing(made))), NOBODY_REFUSED, Map.of()).getFirst();

            assertThat(entry.verdict()).isEqualTo(Verdict.NOT_PROVABLE_HERE);
            assertThat(entry.reason().orElseThrow()).contains("(" + made.id() + "): the lesson was deployed without");
        }
    }

    @Test
    void withoutItsWorkloadNothingIsProvenAboutIt() throws Exception {
        Entry entry = prove(List.of(claim(needing(Capability.RUNS_TASKS))), NOBODY_REFUSED, Map.of()).getFirst();

        assertThat(entry.reason()).contains("It needs a task that runs (runs-tasks): the lesson was deployed without ecs-role.");
    }

    @Test
    void everyVerdictIsToldAsItIsReached() throws Exception {
        List<Entry> told = Collections.synchronizedList(new ArrayList<>());
        Claim claim = claim(observing(found(Kind.CLAIM, "a", "a")));

        List<Entry> entries = new Proving(Played.scene(AWS.clients(), NOBODY_REFUSED, Map.of(), List.of()), InstantSource.system(),
                Throwable::toString, told::add).prove(List.of(claim, claim, claim));

        assertThat(told).containsExactlyInAnyOrderElementsOf(entries).hasSize(3);
    }

    private static Entry prove(Experiment experiment) throws InterruptedException {
        return prove(List.of(claim(experiment)), NOBODY_REFUSED, Map.of()).getFirst();
    }

    private static List<Entry> prove(List<Claim> claims, Control control, Map<Capability, String> stated) throws InterruptedException {
        return new Proving(Played.scene(AWS.clients(), control, stated, List.of()), InstantSource.system(),
                failure -> String.valueOf(failure.getMessage()), _ -> {
                    // Nobody listens.
                }).prove(claims);
    }

    private static Claim claim(Experiment experiment) {
        return new Claim(1, "an-id", "A sentence.", URI.create("https://docs.aws.amazon.com/"), Optional.of(experiment));
    }

    private static Finding found(Kind kind, String expected, String observed) {
        return new Finding(kind, "it", expected, observed);
    }

    private static Experiment observing(Finding... findings) {
        return new Acting(Set.of(), () -> new Observation(List.of(findings)));
    }

    private static Experiment throwing() {
        return new Acting(Set.of(), () -> {
            throw new IllegalStateException("the network went away");
        });
    }

    private static Experiment needing(Capability capability) {
        return new Acting(EnumSet.of(capability), () -> {
            throw new AssertionError("It must not be tried.");
        });
    }

    private record Acting(Set<Capability> needs, Callable<Observation> act) implements Experiment {
        @Override
        public Observation perform(Scene scene) throws Exception {
            return act.call();
        }
    }
}
