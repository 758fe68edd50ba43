package dev.rolecall.lab.experiment;

import java.util.Set;

import dev.rolecall.lab.target.Capability;

/**
 * Finds out by doing whether a claim holds. Experiments run side by side: each looks at the lesson as it is, changes only what it made for itself, and takes
 * that away again.
 */
public interface Experiment {
    /** What it cannot do without. */
    Set<Capability> needs();

    /**
     * Does it.
     *
     * @throws Exception when something broke, so that nothing was found out
     */
    Observation perform(Scene scene) throws Exception;
}
