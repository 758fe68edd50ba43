package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.role.AccountRoles;
import dev.rolecall.lab.role.AssemblyRoles;
import dev.rolecall.lab.role.RoleConfig;
import dev.rolecall.lab.target.Target;

@Command(name = "export", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Prints the configuration of a role, trust and policies included, as one JSON document: iam-role-config.json. rolecall policy check reads it. The role is one of a running cloud, or one that the templates in cdk.out will make. Without --endpoint, --target and --cdk-out it is one of the cloud of a shell that rolecall env has set up, elsewhere one of cdk.out; never one of AWS.", footer = {
        "", "Examples:", "  rolecall role export EC2-S3-Role > iam-role-config.json",
        "  rolecall role export RolecallKeyless/FunctionRole8EE059BE --cdk-out cdk.out",
        "  rolecall role export EC2-S3-Role --cdk-out cdk.out",
        "  rolecall role export EC2-S3-Role --endpoint http://127.0.0.1:4566", "",
        "Exit code 2 when there is no such role: then with the names that there are. 3 when nobody answers at the endpoint."})
final class RoleExportCommand extends ReportingCommand {
    private static final Path CDK_OUT = Path.of("cdk.out");

    @Parameters(paramLabel = "NAME", description = "The role's name or ARN; in templates also its logical id, alone or as STACK/ID.")
    private String name = "";
    @Option(names = "--cdk-out", paramLabel = "DIR", description = "The cloud assembly to look into, where no cloud is named (default: cdk.out).")
    private @Nullable Path cdkOut;
    @Option(names = "--account", paramLabel = "ID", description = "The account to take an assembly for that is for none in particular.")
    private @Nullable String account;
    @ArgGroup(exclusive = false, heading = "%nA running cloud:%n")
    private VisitOptions where = new VisitOptions();

    RoleExportCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() {
        if (where.given() && (cdkOut != null || account != null)) {
            throw LabException
                    .wrongInput("--cdk-out and --account are for templates, and a running cloud was named: leave one of them out.");
        }
        if (account != null && !account.matches("\\d{12}")) {
            throw LabException.wrongInput("--account is an account id of twelve digits.");
        }
        setting().terminal().out().println(export().json());
        return ExitCode.HOLDS.code();
    }

    /** Of the cloud or of the templates that were named; where neither was, of the shell's cloud, and without one of the templates. */
    private RoleConfig export() {
        if (where.given()) {
            return ofCloud(where.visit(setting()));
        }
        boolean templates = cdkOut != null || account != null || where.region().isPresent();
        return (templates ? Optional.<Target>empty() : where.ofShell(setting())).map(this::ofCloud).orElseGet(this::ofTemplates);
    }

    private RoleConfig ofCloud(Target cloud) {
        try (Target target = cloud) {
            return new AccountRoles(target).role(name);
        }
    }

    private RoleConfig ofTemplates() {
        AssemblyRoles.Exported exported = AssemblyRoles
                .read(Optional.ofNullable(cdkOut).orElse(CDK_OUT), Optional.ofNullable(account), where.region()).role(name);
        exported.remarks().forEach(setting().terminal().err()::println);
        return exported.config();
    }
}
