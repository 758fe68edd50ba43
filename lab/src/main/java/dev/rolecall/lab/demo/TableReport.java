package dev.rolecall.lab.demo;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

import dev.rolecall.lab.Paragraph;
import dev.rolecall.lab.cleanup.CertificateReport;

/** The report for people: a title, a table of 120 columns, and what the data say. */
public final class TableReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int NAME_WIDTH = 13;
    private static final int ARN_WIDTH = 105;

    private final Ansi ansi;

    /**
     * For one reader.
     *
     * @param colour whether the reader is a terminal that wants it
     */
    public TableReport(boolean colour) {
        this.ansi = colour ? Ansi.ON : Ansi.OFF;
    }

    public String write(DemoReport report) {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(text, "@|bold IAM role, or IAM user with an access key?|@");
        sentences(text, report.shown().sentence());
        report.notes().forEach(note -> sentences(text, note));
        line(text, "");
        row(text, "@|underline workload|@", "@|underline outcome|@", "@|underline credentials came from|@", "@|underline key id|@",
                "@|underline lifetime|@", "@|underline secret found at rest|@");
        for (WorkloadResult result : report.workloads()) {
            row(text, name(result.workload()), outcome(result), provider(result), keyId(result), lifetime(result),
                    result.notShown().isPresent() ? "–" : places(result.secretAtRest()));
            Paragraph.ofArn(result.principalArn().orElse(result.notShown().isPresent() ? "–" : "(its principal could not be looked up)"),
                    ARN_WIDTH)
                    .forEach(part -> line(text, " ".repeat(NAME_WIDTH) + part));
            line(text, "");
        }
        report.workloads().forEach(result -> result.evidence().error()
                .ifPresent(error -> Refusal.sentences(result, error).forEach(sentence -> sentences(text, sentence))));
        if (report.workloads().stream().anyMatch(result -> result.evidence().error().isPresent())) {
            line(text, "");
        }
        report.control().ifPresent(control -> sentences(text, control.sentence()));
        Conclusion.of(report.workloads(), report.control()).forEach(sentence -> sentences(text, sentence));
        report.cleanup().ifPresent(certificate -> text.append(CertificateReport.text(certificate)).append(System.lineSeparator()));
        return text.toString();
    }

    private void row(StringBuilder text, String... cells) {
        TextTable table = TextTable.forColumns(Help.defaultColorScheme(ansi), column(NAME_WIDTH), column(10), column(39), column(11),
                column(19),
                column(28));
        table.indentWrappedLines = 0;
        table.addRowValues(Arrays.stream(cells).map(ansi::text).toArray(Ansi.Text[]::new));
        text.append(table);
    }

    private static Column column(int width) {
        return new Column(width, 0, Overflow.WRAP);
    }

    private void line(StringBuilder text, String markup) {
        text.append(ansi.string(markup)).append(System.lineSeparator());
    }

    private static void sentences(StringBuilder text, String sentences) {
        Paragraph.ofWords(sentences, Paragraph.WIDTH).forEach(line -> text.append(line).append(System.lineSeparator()));
    }

    private static String name(Workload workload) {
        return workload.id();
    }

    private static String outcome(WorkloadResult result) {
        if (result.notShown().isPresent()) {
            return "not shown";
        }
        return switch (result.outcome()) {
            case READ -> "@|green read|@";
            case REFUSED -> "@|red refused|@";
            case FAILED -> "@|red failed|@";
        };
    }

    private static String provider(WorkloadResult result) {
        return result.evidence().credentials().map(Evidence.CredentialsSeen::provider).orElse("–");
    }

    private static String keyId(WorkloadResult result) {
        return result.evidence().credentials().map(Evidence.CredentialsSeen::accessKeyId).orElse("–");
    }

    private static String lifetime(WorkloadResult result) {
        return result.evidence().credentials().map(seen -> {
            if (!seen.sessionToken()) {
                return "@|red permanent|@";
            }
            Optional<String> end = seen.expiresAt().map(TIME::format);
            return end.map(time -> "until " + time).orElse("temporary");
        }).orElse("–");
    }

    private static String places(List<SecretPlace> places) {
        if (places.isEmpty()) {
            return "@|green nowhere|@";
        }
        String kinds = places.stream().map(place -> place.where().label()).distinct().collect(Collectors.joining(", "));
        return "@|red " + places.size() + (places.size() == 1 ? " place: " : " places: ") + kinds + "|@";
    }
}
