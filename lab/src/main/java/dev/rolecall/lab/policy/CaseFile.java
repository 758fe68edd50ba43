package dev.rolecall.lab.policy;

import java.nio.file.Path;
import java.util.List;

import dev.rolecall.iam.cases.MalformedCaseException;
import dev.rolecall.iam.cases.PolicyCase;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.TextFile;

/** A file of policy cases. */
record CaseFile(Path file, List<PolicyCase> cases) {

    /** @throws LabException when it cannot be read, with the case and the field where it is one of them that is wrong */
    static CaseFile read(Path file) {
        try {
            return new CaseFile(file, PolicyCase.readAll(TextFile.read(file)));
        } catch (MalformedCaseException e) {
            throw LabException.wrongInput(file + e.caseId().map(id -> ", case \"" + id + "\"").orElse("")
                    + (e.pointer().isEmpty() ? " " : ": " + e.pointer() + " ") + e.getMessage() + ".");
        }
    }
}
