package dev.rolecall.lab.policy;

import java.nio.file.Path;

/** Is told what became of each case, in order. */
public interface CaseReport {

    /** The cases of another file begin. */
    void file(Path file);

    void result(CaseResult result);

    /** That was the last one. */
    void end();
}
