package dev.rolecall.lab.claim;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.lab.experiment.Experiment;
import dev.rolecall.lab.target.Capability;

/**
 * A sentence of the lesson that can be false.
 *
 * @param number     of the fact that it belongs to, from 1; several claims may belong to one
 * @param id         its name on the command line and in JSON
 * @param sentence   what it says
 * @param source     the page of AWS that says so, or that describes the thing that it is about
 * @param experiment what shows it; empty where nothing can
 */
public record Claim(int number, String id, String sentence, URI source, Optional<Experiment> experiment) {

    /** Whether it can be put to the proof only on something that is deployed. */
    public boolean needsLesson() {
        return needs().stream().anyMatch(capability -> capability != Capability.ENFORCES_POLICIES);
    }

    /** What its experiment cannot do without. */
    public Set<Capability> needs() {
        return experiment.map(Experiment::needs).orElse(Set.of());
    }
}
