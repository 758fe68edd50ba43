package dev.rolecall.lab.cli;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.claim.Catalogue;
import dev.rolecall.lab.rehearsal.LeastPolicy;
import dev.rolecall.lab.rehearsal.ResourcePatterns;

@Command(name = "permissions", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Prints the least policy that whoever runs the lesson on AWS needs. It is derived from a run that is played on this machine: what the policies were asked, no more and no less.", footer = {
        "", "Examples:", "  rolecall permissions > runner.json",
        "  rolecall permissions --account 111122223333 --region eu-central-1 --prefix alice", "  rolecall permissions -c ecs=true",
        "  rolecall permissions --prove",
        "",
        "CloudFormation works in the name of the role that cdk bootstrap made for it, so the runner needs to pass that role, and nothing of what it may do."})
final class PermissionsCommand extends ReportingCommand {
    @Mixin
    private AppOptions what = new AppOptions();
    @Option(names = "--account", paramLabel = "ID", defaultValue = "*", description = "Limit it to this account (default: any).")
    private String account = "*";
    @Option(names = "--region", paramLabel = "NAME", defaultValue = "*", description = "Limit it to this region (default: any).")
    private String region = "*";

    @Option(names = "--prove", description = "For rolecall prove as well, with all its claims.")
    private boolean prove;

    PermissionsCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() throws Exception {
        check(account.equals("*") || account.matches("\\d{12}"), "--account is an account id of twelve digits.");
        check(region.equals("*") || region.matches("[a-z]{2}(-[a-z]+)+-\\d+"), "--region is a region like us-east-1.");
        if (prove) {
            what.withTask();
        }
        return setting().interruption().guard(undo -> {
            Play play = Play.everything(setting(), undo, what, prove ? Catalogue.all() : List.of());
            ResourcePatterns patterns = new ResourcePatterns(play.names(), play.target().account(), play.target().region(), account,
                    region);
            LeastPolicy policy = LeastPolicy.of(play.target().asked(), patterns);
            if (!report().json()) {
                setting().terminal().err().println("The policy for whoever runs the lesson: " + policy.actions().size()
                        + " actions. CloudFormation creates and deletes in the name of its own role.");
            }
            setting().terminal().out().println(policy.document());
            return ExitCode.HOLDS.code();
        });
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw LabException.wrongInput(sentence);
        }
    }
}
