package dev.rolecall.lab.policy;

import java.nio.file.Path;
import java.util.List;

import dev.rolecall.iam.cases.PolicyCase;
import dev.rolecall.lab.ExitCode;

/** Decides policy cases, in the order of the files and of the cases in them. */
public final class CaseRun {
    private final List<CaseFile> files;

    private CaseRun(List<CaseFile> files) {
        this.files = files;
    }

    /**
     * Reads all files; nothing is decided yet.
     *
     * @throws dev.rolecall.lab.LabException when one of them is not as it has to be
     */
    public static CaseRun of(List<Path> files) {
        return new CaseRun(files.stream().map(CaseFile::read).toList());
    }

    /** Decides every case, and tells of each at once: of many thousand, not all explanations are kept. */
    public ExitCode run(CaseReport report) {
        ExitCode code = ExitCode.HOLDS;
        for (CaseFile file : files) {
            report.file(file.file());
            for (PolicyCase one : file.cases()) {
                CaseResult result = new CaseResult(file.file(), one, one.decide());
                report.result(result);
                code = result.failed() ? ExitCode.DOES_NOT_HOLD : code;
            }
        }
        report.end();
        return code;
    }

    /** How many files there are. */
    public int size() {
        return files.size();
    }
}
