package dev.rolecall.lab.cli;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.policy.Asking;
import dev.rolecall.lab.policy.Explained;
import dev.rolecall.lab.policy.Explaining;
import dev.rolecall.lab.policy.GivenPolicies;
import dev.rolecall.lab.target.Target;

@Command(name = "explain", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Says whether a request is allowed, and why: by the policies that a running cloud has, or by policies in files. The decision is made here; nothing is tried and nothing is changed.", footer = {
        "", "Examples:",
        "  rolecall policy explain --action s3:GetObject \\",
        "      --principal arn:aws:iam::111122223333:role/EC2-S3-Role \\",
        "      --resource arn:aws:s3:::demo/lesson/welcome.txt --context aws:SecureTransport=true",
        "  rolecall policy explain --identity-policy alice.json --action ec2:DescribeInstances \\",
        "      --principal arn:aws:iam::111122223333:user/alice --resource '*' --json",
        "  rolecall policy explain --trust-policy trust.json --action sts:AssumeRole \\",
        "      --principal ec2.amazonaws.com --resource arn:aws:iam::111122223333:role/EC2-S3-Role", "",
        "Without files and without --endpoint or --target it is the cloud of the shell that rolecall env has set up, or the local cloud that is up; never AWS.",
        "",
        "The request has the condition keys that follow from its principal, the time, and those named by --context.", "",
        "Exit code 0 when it is allowed, 1 when it is denied, 2 when something that was named is wrong or not there, 3 when nobody answers at the endpoint."})
final class PolicyExplainCommand extends ReportingCommand {
    @Option(names = "--principal", required = true, paramLabel = "ARN", description = "Who asks: the ARN of a user, a role (for which a session named rolecall stands), a role's session, a root user, an identity provider or a federated user; an account id; a service like ec2.amazonaws.com; or anonymous.")
    private String principal = "";
    @Option(names = "--action", required = true, paramLabel = "SERVICE:ACTION", description = "What is to be done.")
    private String action = "";
    @Option(names = "--resource", required = true, paramLabel = "ARN", description = "To what; * for an action without resources.")
    private String resource = "";
    @Option(names = "--resource-account", paramLabel = "ID", description = "The account that owns the resource (default: that of its ARN, or of the cloud, or of the principal).")
    private @Nullable String resourceAccount;
    @Option(names = "--context", paramLabel = "KEY=VALUE", description = "A condition key of the request; given again, the key has several values.")
    private List<String> context = List.of();
    @ArgGroup(exclusive = false, heading = "%nPolicies of a running cloud:%n", order = 1)
    private VisitOptions where = new VisitOptions();
    @ArgGroup(exclusive = false, heading = "%nPolicies in files, in place of those of the cloud where there is one:%n", order = 2)
    private PolicyFileOptions files = new PolicyFileOptions();

    PolicyExplainCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() {
        GivenPolicies given = files.given();
        Asking asking = new Asking(principal, action, resource, Optional.ofNullable(resourceAccount), Asking.context(context));
        Explained explained = explain(new Explaining(asking, given, setting().around().clock()), given);
        Terminal terminal = setting().terminal();
        terminal.out().println(report().json() ? explained.json() : explained.text(terminal.coloursOut()));
        return explained.exitCode().code();
    }

    private Explained explain(Explaining explaining, GivenPolicies given) {
        if (!where.given()) {
            if (where.region().isPresent()) {
                throw LabException
                        .wrongInput("--region belongs to --endpoint or --target; for a condition there is --context aws:RequestedRegion=…");
            }
            if (!given.isEmpty()) {
                return explaining.byFiles();
            }
            Optional<Target> known = where.known(setting());
            if (known.isEmpty()) {
                return explaining.byFiles();
            }
            try (Target target = known.get()) {
                return explaining.on(target);
            }
        }
        try (Target target = where.visit(setting())) {
            return explaining.on(target);
        }
    }
}
