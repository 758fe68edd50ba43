package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.compare.JsonComparison;
import dev.rolecall.lab.compare.MarkdownComparison;
import dev.rolecall.lab.compare.Report;

@Command(name = "compare", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Puts reports of rolecall demo --json side by side, as Markdown. Ids, times and ports are left out: the same behaviour gives the same page.", footer = {
        "", "Examples:", "  rolecall demo --json > local.json", "  rolecall demo --target localstack --json > localstack.json",
        "  rolecall compare local.json localstack.json"})
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "REPORT.json", description = "What rolecall demo --json printed.")
    private List<Path> files = List.of();
    @Option(names = "--json", description = "Print the comparison as one JSON document.")
    private boolean json;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Report> reports = files.stream().map(Report::read).toList();
        terminal.out().println(json ? JsonComparison.write(reports) : MarkdownComparison.write(reports));
        return ExitCode.HOLDS.code();
    }
}
