package dev.rolecall.lab.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.deploy.Parallel;
import dev.rolecall.lab.experiment.Experiment;
import dev.rolecall.lab.experiment.Scene;

/** Puts claims to the proof, several at a time. */
public final class Proving {
    /** An experiment may run several programs, and on a local target they all run here. */
    private static final int AT_A_TIME = 4;

    private final Scene scene;
    private final InstantSource clock;
    private final Function<Exception, String> words;
    private final Consumer<Entry> listener;

    /**
     * Of what was deployed.
     *
     * @param words    says for people what went wrong
     * @param listener hears of each claim as it is decided
     */
    public Proving(Scene scene, InstantSource clock, Function<Exception, String> words, Consumer<Entry> listener) {
        this.scene = scene;
        this.clock = clock;
        this.words = words;
        this.listener = listener;
    }

    /** What became of each, in their order. */
    public List<Entry> prove(List<Claim> claims) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Future<Entry>> proofs = claims.stream().map(claim -> threads.submit(() -> told(claim))).toList();
            List<Entry> entries = new ArrayList<>();
            for (Future<Entry> proof : proofs) {
                entries.add(Parallel.join(proof));
            }
            return List.copyOf(entries);
        }
    }

    private Entry told(Claim claim) throws InterruptedException {
        Entry entry = decided(claim);
        listener.accept(entry);
        return entry;
    }

    private Entry decided(Claim claim) throws InterruptedException {
        if (claim.experiment().isEmpty()) {
            return Entry.documented(claim);
        }
        Experiment experiment = claim.experiment().get();
        Optional<String> missing = missing(experiment);
        return missing.isPresent() ? Entry.notProvable(claim, missing.get()) : performed(claim, experiment);
    }

    private Optional<String> missing(Experiment experiment) {
        return experiment.needs().stream()
                .flatMap(capability -> scene.lacks(capability)
                        .map(why -> "It needs " + capability.label() + " (" + capability.id() + "): " + why).stream())
                .findFirst();
    }

    /** Whatever an experiment throws, the others go on; it is never taken for a proof. */
    private Entry performed(Claim claim, Experiment experiment) throws InterruptedException {
        Instant began = clock.instant();
        try {
            return Entry.of(claim, experiment.perform(scene), since(began));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Entry.broken(claim, words.apply(e), since(began));
        }
    }

    private Duration since(Instant began) {
        return Duration.between(began, clock.instant());
    }
}
