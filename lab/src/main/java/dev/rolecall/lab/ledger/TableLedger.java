package dev.rolecall.lab.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Help.Ansi;

import dev.rolecall.lab.Paragraph;
import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.cleanup.CertificateReport;
import dev.rolecall.lab.experiment.Finding;
import dev.rolecall.lab.experiment.Observation;

/** The ledger for people: a table of 120 columns, and the sum. */
public final class TableLedger {
    private static final int CLAIM = 52;
    private static final int VERDICT = 17;
    private static final int OBSERVED = 47;

    private final Ansi ansi;

    /**
     * For one reader.
     *
     * @param colour whether the reader is a terminal that wants it
     */
    public TableLedger(boolean colour) {
        this.ansi = colour ? Ansi.ON : Ansi.OFF;
    }

    public String write(Ledger ledger) {
        List<String> lines = new ArrayList<>(List.of(""));
        Stream.concat(Stream.of(ledger.shown().sentence()), ledger.notes().stream())
                .forEach(sentence -> lines.addAll(Paragraph.ofWords(sentence, Paragraph.WIDTH)));
        lines.add("");
        lines.add(line("underline", "claim", "underline", "verdict", "what was observed"));
        for (Entry entry : ledger.entries()) {
            rows(entry, lines);
            lines.add("");
        }
        lines.add(sum(ledger));
        ledger.cleanup().ifPresent(certificate -> lines.add(CertificateReport.text(certificate)));
        return String.join(System.lineSeparator(), lines);
    }

    /** The catalogue, without running anything. */
    public String list(List<Claim> claims) {
        return claims.stream().flatMap(claim -> Stream.concat(Stream.of(ansi.string("@|bold " + name(claim) + "|@")),
                Paragraph.ofWords(claim.sentence(), Paragraph.WIDTH).stream().map(line -> "   " + line)))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private void rows(Entry entry, List<String> lines) {
        List<String> sentence = Paragraph.ofWords(entry.claim().sentence(), CLAIM - 2);
        List<String> observed = Stream
                .concat(entry.observation().map(Observation::findings).stream().flatMap(List::stream).map(TableLedger::finding),
                        reason(entry).stream())
                .flatMap(text -> Paragraph.ofColumn(text, OBSERVED).stream()).toList();
        lines.add(line("bold", name(entry.claim()), colour(entry.verdict()), entry.verdict().label(), at(observed, 0)));
        for (int i = 0; i < Math.max(sentence.size(), observed.size() - 1); i++) {
            lines.add(line("faint", at(sentence, i), "faint", "", at(observed, i + 1)));
        }
    }

    /** Which control it is stands above, with what was observed. */
    private static Optional<String> reason(Entry entry) {
        return entry.reason()
                .map(reason -> entry.observation().isPresent() ? "A control does not hold, so nothing was found out." : reason);
    }

    private String line(String claimStyle, String claim, String verdictStyle, String verdict, String observed) {
        return (styled(claimStyle, claim, CLAIM) + styled(verdictStyle, verdict, VERDICT) + observed).stripTrailing();
    }

    private String styled(String style, String text, int width) {
        String padding = " ".repeat(Math.max(1, width - text.length()));
        return text.isEmpty() ? padding : ansi.string("@|" + style + " " + text + "|@") + padding;
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private static String name(Claim claim) {
        return String.format(Locale.ROOT, "%2d %s", claim.number(), claim.id());
    }

    private static String finding(Finding finding) {
        String observed = finding.what() + ": " + finding.observed();
        return finding.agrees() ? observed : observed + " (expected: " + finding.expected() + ")";
    }

    private static String colour(Verdict verdict) {
        return switch (verdict) {
            case PROVEN -> "green";
            case DISPROVED, BROKEN -> "red";
            case NOT_PROVABLE_HERE, DOCUMENTED_ONLY -> "yellow";
        };
    }

    private static String sum(Ledger ledger) {
        return Stream.of(Verdict.values()).filter(verdict -> ledger.count(verdict) > 0)
                .map(verdict -> ledger.count(verdict) + " " + verdict.label()).collect(Collectors.joining(", ")) + ".";
    }
}
