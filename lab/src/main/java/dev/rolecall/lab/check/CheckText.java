package dev.rolecall.lab.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import picocli.CommandLine.Help.Ansi;

import dev.rolecall.iam.check.Finding;
import dev.rolecall.iam.check.Severity;

/** Findings for people: each with its place, what is wrong, what to do, and the page that says so; then how many there are. */
public final class CheckText {
    private static final String INDENT = "    ";

    private final Ansi ansi;

    /** @param colour whether the reader is a terminal that wants it */
    public CheckText(boolean colour) {
        this.ansi = colour ? Ansi.ON : Ansi.OFF;
    }

    public String write(List<CheckedFile> files) {
        List<String> lines = new ArrayList<>();
        files.forEach(file -> {
            Regions regions = Regions.of(file.text());
            file.findings().forEach(finding -> lines.addAll(lines(file, finding, regions)));
        });
        lines.add(summary(files));
        return String.join(System.lineSeparator(), lines);
    }

    private List<String> lines(CheckedFile file, Finding finding, Regions regions) {
        Regions.Region region = regions.at(finding.path());
        String place = (file.name().equals("-") ? "standard input" : file.name()) + ":" + region.startLine() + ":" + region.startColumn();
        return List.of(coloured(finding.severity(), finding.severity().word()) + " " + finding.rule() + " at " + place
                + (finding.path().isEmpty() ? "" : " " + finding.path()), INDENT + finding.message(), INDENT + "Fix: " + finding.fix(),
                INDENT + finding.reference(), "");
    }

    private String summary(List<CheckedFile> files) {
        String counts = Arrays.stream(Severity.values()).flatMap(severity -> {
            long count = files.stream().flatMap(file -> file.findings().stream()).filter(finding -> finding.severity() == severity).count();
            String noun = severity == Severity.ERROR && count > 1 ? "errors" : severity.word();
            return count == 0 ? List.<String>of().stream() : List.of(coloured(severity, count + " " + noun)).stream();
        }).collect(Collectors.joining(", "));
        return (files.size() == 1 ? "1 file" : files.size() + " files") + ": " + (counts.isEmpty() ? "nothing found" : counts) + ".";
    }

    private String coloured(Severity severity, String text) {
        return switch (severity) {
            case ERROR, HIGH -> ansi.string("@|bold,red " + text + "|@");
            case MEDIUM -> ansi.string("@|yellow " + text + "|@");
            case LOW, INFO -> text;
        };
    }
}
