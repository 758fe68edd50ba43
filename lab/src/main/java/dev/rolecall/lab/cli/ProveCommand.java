package dev.rolecall.lab.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.Paragraph;
import dev.rolecall.lab.claim.Catalogue;
import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.experiment.Observation;
import dev.rolecall.lab.ledger.Entry;
import dev.rolecall.lab.ledger.JsonLedger;
import dev.rolecall.lab.ledger.Ledger;
import dev.rolecall.lab.ledger.TableLedger;
import dev.rolecall.lab.target.Capability;
import dev.rolecall.lab.target.Target;

@Command(name = "prove", mixinStandardHelpOptions = true, usageHelpWidth = 100, sortOptions = false, description = "Puts what the lesson says to the proof: deploys it, runs an experiment for each claim, and takes everything away again.", footer = {
        "", "Examples:", "  rolecall prove --list", "  rolecall prove", "  rolecall prove a-stray-key-beats-the-role",
        "  rolecall prove 24 --json | jq '.claims[] | {id, verdict, observed}'",
        "", "Exit code 0 when no claim is disproved and no experiment broke, else 1."})
final class ProveCommand extends ReportingCommand {
    private static final String INDENT = "    ";
    private static final List<String> COPIES = List
            .of("The experiments run further instances like the lesson's, up to five for one of them,"
                    + " each for some minutes until it has told what it saw.");

    @Parameters(arity = "0..*", paramLabel = "CLAIM", description = "Ids of claims, or their numbers (default: all).")
    private List<String> asked = List.of();
    @Option(names = "--list", description = "Show the claims, and run nothing.")
    private boolean list;
    @Mixin
    private TargetOptions where = new TargetOptions();
    @Mixin
    private AppOptions what = new AppOptions();
    @Option(names = "--yes", description = "Do not ask before something is created in an account.")
    private boolean yes;
    @Option(names = "--dry-run", description = "Show every API call that it would make, and make none.")
    private boolean dryRun;

    ProveCommand(CommandSetting setting) {
        super(setting);
    }

    @Override
    public Integer call() throws Exception {
        List<Claim> claims = Catalogue.find(asked);
        if (list) {
            Terminal terminal = setting().terminal();
            terminal.out().println(report().json() ? JsonLedger.list(claims) : table().list(claims));
            return ExitCode.HOLDS.code();
        }
        if (needs(claims, Capability.RUNS_TASKS)) {
            what.withTask();
        }
        if (dryRun) {
            return new DryRun(setting()).prove(where, what, report().json(), claims, besides(claims));
        }
        OnTarget target = new OnTarget(setting(), where, yes);
        return !what.given() && claims.stream().noneMatch(Claim::needsLesson)
                ? target.visiting(run -> proveAlone(run, claims))
                : target.deploying(what, besides(claims), run -> prove(run, claims));
    }

    /** What it costs besides the stacks. */
    private static List<String> besides(List<Claim> claims) {
        return needs(claims, Capability.LAUNCHES_INSTANCES) ? COPIES : List.of();
    }

    private static boolean needs(List<Claim> claims, Capability capability) {
        return claims.stream().anyMatch(claim -> claim.needs().contains(capability));
    }

    private int prove(OnTarget.Run run, List<Claim> claims) throws Exception {
        Performance performance = Performance.prepare(run.session(), run.undo(), run.phases(), setting().terminal());
        Demo.Stage stage = performance.deploy();
        Performance.Findings findings = performance.perform(stage);
        List<Entry> entries = new Trial(run.session(), run.undo(), run.phases(), performance.names()).onLesson(claims, stage, findings,
                entry -> tell(run, entry));
        return report(run, entries, performance.takeAway());
    }

    private int proveAlone(OnTarget.Run run, List<Claim> claims) throws Exception {
        return report(run, new Trial(run.session(), run.undo(), run.phases(), what.names()).alone(claims, entry -> tell(run, entry)),
                Optional.empty());
    }

    private int report(OnTarget.Run run, List<Entry> entries, Optional<Certificate> certificate) throws Exception {
        run.stop();
        if (setting().interruption().happened()) {
            return ExitCode.INTERRUPTED.code();
        }
        Target target = run.session().target();
        Ledger ledger = new Ledger(target.name(), target.shown(), target.notes(), entries, certificate, run.phases().elapsed());
        run.progress().finish();
        setting().terminal().out().println(report().json() ? JsonLedger.write(ledger) : table().write(ledger));
        return ledger.exitCode().code();
    }

    private TableLedger table() {
        return new TableLedger(setting().terminal().coloursOut());
    }

    /** Once everything is being stopped, an experiment that breaks says nothing more. */
    private void tell(OnTarget.Run run, Entry entry) {
        if (!setting().interruption().happened()) {
            run.progress().tell(String.format(Locale.ROOT, "  %-42s %5.1f s  %s", entry.claim().id(), entry.took().toMillis() / 1000.0,
                    entry.verdict().label()));
            // Should the run break off before its end, this is all that is heard of it.
            if (entry.verdict().fails()) {
                entry.reason().or(() -> entry.observation().map(Observation::observed)).stream()
                        .flatMap(why -> Paragraph.ofWords(why, Paragraph.WIDTH - INDENT.length()).stream())
                        .forEach(line -> run.progress().tell(INDENT + line));
            }
        }
    }
}
