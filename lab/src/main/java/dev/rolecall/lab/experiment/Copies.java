package dev.rolecall.lab.experiment;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.rolecall.lab.demo.Evidence;

/** Copies of an instance of the lesson, for experiments that need one of their own. */
public interface Copies {
    /**
     * Runs one copy for each change of the user data, all at once.
     *
     * @return what each told, in their order
     * @throws dev.rolecall.lab.LabException when one of them told nothing
     */
    List<Evidence> read(String instanceId, List<UnaryOperator<UserData>> changes) throws InterruptedException;
}
