package dev.rolecall.lab.cli;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.target.Target;

/** What a person who keeps what was deployed is told. */
final class Invitation {
    private Invitation() {}

    /** Where the target ends with the command. */
    static List<String> toVisit(Target target, List<String> exports) {
        List<String> lines = new ArrayList<>();
        lines.add("The target keeps running at " + target.endpoint().orElseThrow() + ". In another shell:");
        lines.add("");
        exports.forEach(line -> lines.add("  " + line));
        lines.add("  aws sts get-caller-identity");
        lines.add("");
        lines.add(target.credentials().resolveCredentials().expirationTime()
                .map(end -> "These credentials of the administrator role expire at " + end.truncatedTo(ChronoUnit.SECONDS) + ". ")
                .orElse("")
                + "Ctrl-C stops everything.");
        return lines;
    }

    /** Where the stacks stay when the command has ended. */
    static List<String> toStay(LabNames names) {
        return List.of("The stacks " + String.join(" and ", names.stacks().reversed()) + " stay until somebody deletes them."
                + " Take them away with rolecall destroy, for the same target"
                + names.prefix().map(prefix -> " and with --prefix " + prefix).orElse("") + ".");
    }
}
