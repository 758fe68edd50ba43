package dev.rolecall.lab.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.rolecall.iam.check.Finding;
import dev.rolecall.iam.check.PolicyCheck;
import dev.rolecall.iam.check.Severity;
import dev.rolecall.iam.check.UnreadableFileException;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.TextFile;

/**
 * A file, and what was found in it.
 *
 * @param name     as it was given; {@code -} for standard input
 * @param findings the worst first
 */
public record CheckedFile(String name, String text, List<Finding> findings) {
    private static final String STANDARD_INPUT = "-";

    public CheckedFile {
        findings = List.copyOf(findings);
    }

    /**
     * Reads and checks a file.
     *
     * @param account that it belongs to, where the file does not say
     * @throws LabException as wrong input, when it cannot be read or has nothing to check
     */
    public static CheckedFile read(String name, InputStream standardInput, Optional<String> account) {
        String text = name.equals(STANDARD_INPUT) ? all(standardInput) : TextFile.read(path(name));
        // Editors on Windows put a mark before the text that is no part of it.
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            return new CheckedFile(name, json, PolicyCheck.findings(json, account));
        } catch (UnreadableFileException e) {
            throw LabException.wrongInput((name.equals(STANDARD_INPUT) ? "Standard input" : name) + " " + e.getMessage());
        }
    }

    /** Whether nothing in it is as bad as {@link Severity#MEDIUM}, or worse. */
    public boolean holds() {
        return findings.stream().noneMatch(finding -> finding.severity().atLeast(Severity.MEDIUM));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw LabException.wrongInput(name + " is no name of a file.");
        }
    }

    private static String all(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw LabException.wrongInput("Standard input cannot be read.");
        }
    }
}
