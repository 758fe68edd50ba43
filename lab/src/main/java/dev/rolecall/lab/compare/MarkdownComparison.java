package dev.rolecall.lab.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.rolecall.lab.demo.Outcome;

/** Reports side by side, for a page: a table with a column each, and below it in sentences what does not fit into cells. */
public final class MarkdownComparison {
    private static final String NOTHING = "–";

    private final List<Report> reports;
    private final List<String> lines = new ArrayList<>();

    private MarkdownComparison(List<Report> reports) {
        this.reports = reports;
    }

    public static String write(List<Report> reports) {
        return new MarkdownComparison(reports).write();
    }

    private String write() {
        table();
        section("What a column is worth", report -> report.sentence().stream());
        section("The same read with a made-up key", report -> report.control().map(control -> control.sentence()).stream());
        section("What is not as on AWS, or not the target's own work", report -> report.notes().stream());
        section("What did not read", report -> report.workloads().stream().flatMap(MarkdownComparison::reason));
        return String.join(System.lineSeparator(), lines);
    }

    private void table() {
        row("workload", reports.stream().map(this::heading));
        row("---", reports.stream().map(_ -> "---"));
        reports.stream().flatMap(report -> report.workloads().stream()).map(Report.Entry::id).distinct()
                .forEach(id -> row("`" + id + "`",
                        reports.stream().map(report -> report.find(id).map(MarkdownComparison::cell).orElse(NOTHING))));
        if (reports.stream().anyMatch(report -> report.control().isPresent())) {
            row("a made-up key",
                    reports.stream().map(report -> report.control().map(control -> "**" + control.outcome().id() + "**").orElse(NOTHING)));
        }
    }

    private void row(String first, Stream<String> others) {
        lines.add(Stream.concat(Stream.of(first), others).collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** With the file's name where the target's does not tell which one it is. */
    private String heading(Report report) {
        return name(report) + "<br>shown: *" + plain(report.shown()) + "*";
    }

    private String name(Report report) {
        boolean alone = reports.stream().filter(other -> other.target().equals(report.target())).count() == 1;
        return "`" + report.target() + "`" + (alone ? "" : " in `" + report.file() + "`");
    }

    private static String cell(Report.Entry entry) {
        if (entry.notShown().isPresent()) {
            return "*not shown here*";
        }
        Stream<String> credentials = entry.provider().stream().map(provider -> "`" + provider + "`");
        Stream<String> lifetime = entry.temporary().map(temporary -> temporary ? "temporary" : "permanent").stream();
        String secret = entry.secretAtRest().isEmpty() ? "nowhere" : "in " + String.join(", ", entry.secretAtRest()).replace('-', ' ');
        return Stream.of(Stream.of("**" + entry.outcome().id() + "**"), credentials, lifetime, Stream.of("secret found " + secret))
                .flatMap(parts -> parts).collect(Collectors.joining("<br>"));
    }

    private static Stream<String> reason(Report.Entry entry) {
        return entry.notShown().map(why -> entry.id() + " is not shown here, because " + why).or(() -> failure(entry)).stream();
    }

    private static Optional<String> failure(Report.Entry entry) {
        String verb = entry.outcome() == Outcome.REFUSED ? " was refused (" : " failed (";
        return entry.error().map(error -> entry.id() + verb + error.code() + "): " + error.message());
    }

    private interface Sentences {
        Stream<String> of(Report report);
    }

    /** Left out where no report has anything to say. */
    private void section(String title, Sentences sentences) {
        List<String> items = reports.stream()
                .flatMap(report -> sentences.of(report).map(sentence -> "- " + name(report) + ": " + plain(sentence)))
                .toList();
        if (!items.isEmpty()) {
            lines.addAll(List.of("", "**" + title + "**", ""));
            lines.addAll(items);
        }
    }

    /** Nothing of somebody else's words is taken for Markdown. */
    private static String plain(String text) {
        return text.replaceAll("[\\\\`*<|]", "\\\\$0").replaceAll("\\s+", " ");
    }
}
