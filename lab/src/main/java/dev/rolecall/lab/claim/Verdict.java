package dev.rolecall.lab.claim;

import java.util.Locale;

import dev.rolecall.lab.experiment.Finding;
import dev.rolecall.lab.experiment.Observation;

/** What became of a claim. */
public enum Verdict {
    /** What was observed is what it says. */
    PROVEN,
    /** What was observed is something else. */
    DISPROVED,
    /** The target lacks something that its experiment needs. */
    NOT_PROVABLE_HERE,
    /** There is nothing to run: AWS says so, and the source is all there is. */
    DOCUMENTED_ONLY,
    /** Nothing was found out, because something went wrong. */
    BROKEN;

    /** As it stands in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether it speaks against the lesson, or against the run. */
    public boolean fails() {
        return this == DISPROVED || this == BROKEN;
    }

    /** Of what was observed. Where a control does not hold, the rest means nothing. */
    public static Verdict of(Observation observation) {
        if (observation.against(Finding.Kind.CONTROL).findAny().isPresent()) {
            return BROKEN;
        }
        return observation.against(Finding.Kind.CLAIM).findAny().isPresent() ? DISPROVED : PROVEN;
    }
}
