package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import dev.rolecall.lab.policy.CaseJson;
import dev.rolecall.lab.policy.CaseReport;
import dev.rolecall.lab.policy.CaseRun;
import dev.rolecall.lab.policy.CaseText;

@Command(name = "test", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Runs policy cases, unit tests for policies: each has a request, the policies that have a say, and the decision that is expected. Nothing but the files is looked at.", footer = {
        "", "Examples:", "  rolecall policy test cases.json", "  rolecall policy test iam/src/test/resources/cases/*.json",
        "  rolecall policy test --json cases.json | jq '.[] | select(.pass == false) | .explanation.summary'", "",
        "Exit code 0 when every case passes, 1 when one fails, 2 when a file is not as it has to be: then no case is run. A case that expects nothing is run and cannot fail."})
final class PolicyTestCommand extends ReportingCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "An array of cases, as docs/json.md describes them.")
    private List<Path> files = List.of();

    PolicyTestCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() {
        CaseRun run = CaseRun.of(files);
        Terminal terminal = setting().terminal();
        CaseReport told = report().json()
                ? new CaseJson(terminal.out())
                : new CaseText(terminal.out(), terminal.coloursOut(), run.size());
        return run.run(told).code();
    }
}
