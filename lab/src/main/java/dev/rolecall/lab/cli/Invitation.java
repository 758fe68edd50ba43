package dev.rolecall.lab.cli;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.rolecall.lab.target.Target;

/** What a person who keeps the target running is told. */
final class Invitation {
    private Invitation() {}

    static List<String> lines(Target target, List<String> exports) {
        List<String> lines = new ArrayList<>();
        lines.add("The target keeps running at " + target.endpoint() + ". In another shell:");
        lines.add("");
        exports.forEach(line -> lines.add("  " + line));
        lines.add("  aws sts get-caller-identity");
        lines.add("");
        target.credentials().resolveCredentials().expirationTime()
                .ifPresent(end -> lines.add("These credentials of the administrator role expire at " + end.truncatedTo(ChronoUnit.SECONDS)
                        + ". Ctrl-C stops everything."));
        return lines;
    }
}
