package dev.rolecall.lab.cli;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.check.CheckJson;
import dev.rolecall.lab.check.CheckText;
import dev.rolecall.lab.check.CheckedFile;
import dev.rolecall.lab.check.Sarif;

@Command(name = "check", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Finds what is wrong with policies and with the configuration of roles: what IAM would refuse, and what it would take and should not be. Nothing but the files is looked at.", footer = {
        "", "Examples:", "  rolecall policy check iam-role-config.json",
        "  aws iam get-role --role-name EC2-S3-Role | rolecall policy check -",
        "  aws iam get-account-authorization-details | rolecall policy check --json -",
        "  rolecall policy check --sarif policies/*.json > policies.sarif", "",
        "A file has a policy (of an identity, of a resource, or a trust policy: its elements tell), a role with its policies, what the AWS CLI prints of these, or a list of them.",
        "Exit code 1 when a finding is medium, high or an error, 0 when all are milder, 2 when a file cannot be read. docs/policy-check.md has all rules, each with its reason."})
final class PolicyCheckCommand extends ReportingCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to check; - is standard input.")
    private List<String> files = List.of();
    @Option(names = "--account", paramLabel = "ID", description = "The account that it belongs to, to tell a trust in it from one in another.")
    private @Nullable String account;
    @Option(names = "--sarif", description = "Print the findings as SARIF 2.1.0, for code scanning.")
    private boolean sarif;

    PolicyCheckCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() {
        Optional<String> own = Optional.ofNullable(account);
        if (own.filter(id -> !id.matches("\\d{12}")).isPresent()) {
            throw LabException.wrongInput("--account is an account id of twelve digits.");
        }
        if (sarif && report().json()) {
            throw LabException.wrongInput("--json and --sarif exclude each other.");
        }
        List<CheckedFile> checked = files.stream().map(file -> CheckedFile.read(file, System.in, own)).toList();
        Terminal terminal = setting().terminal();
        if (sarif) {
            terminal.out().println(Sarif.write(checked));
        } else if (report().json()) {
            CheckJson.write(checked, terminal.out());
        } else {
            terminal.out().println(new CheckText(terminal.coloursOut()).write(checked));
        }
        return (checked.stream().allMatch(CheckedFile::holds) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }
}
