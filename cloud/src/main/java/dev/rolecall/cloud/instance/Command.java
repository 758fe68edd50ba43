package dev.rolecall.cloud.instance;

import java.util.List;

import dev.rolecall.cloud.program.CopyCommand;
import dev.rolecall.cloud.program.NotEmulatedException;

/** A command of {@code runcmd}. It is understood and acted out, or it is not emulated; it is never executed. */
sealed interface Command {

    /** {@code mkdir -p PATH…}. */
    record MakeFolders(List<String> paths) implements Command {}

    /** {@code aws s3 cp s3://BUCKET/KEY PATH}. */
    record CopyObject(CopyCommand copy) implements Command {}

    /** {@code systemctl daemon-reload}: unit files are read when a unit is started, so nothing is left to do. */
    record ReloadUnits() implements Command {}

    /** {@code systemctl enable --now UNIT}, {@code systemctl start UNIT}. */
    record StartUnit(String unit) implements Command {}

    /** {@code systemctl enable UNIT}: there is no second boot. */
    record EnableUnit(String unit) implements Command {}

    /** Anything else. */
    record NotEmulated(String command, String reason) implements Command {}

    static Command of(List<String> words) {
        String shown = words.isEmpty() ? "an empty command" : words.getFirst();
        return switch (shown) {
            case "mkdir", "/usr/bin/mkdir" -> folders(words);
            case "aws", "/usr/bin/aws" -> copy(words);
            case "systemctl", "/usr/bin/systemctl" -> systemctl(words);
            default -> new NotEmulated(shown, "only mkdir, aws s3 cp and systemctl are interpreted");
        };
    }

    private static Command folders(List<String> words) {
        List<String> rest = words.subList(1, words.size());
        boolean understood = rest.size() > 1 && rest.getFirst().equals("-p")
                && rest.stream().skip(1).noneMatch(path -> path.startsWith("-"));
        return understood ? new MakeFolders(List.copyOf(rest.subList(1, rest.size()))) : new NotEmulated("mkdir", "only mkdir -p PATH is");
    }

    private static Command copy(List<String> words) {
        try {
            return new CopyObject(CopyCommand.of(words.subList(1, words.size())));
        } catch (NotEmulatedException e) {
            return new NotEmulated("aws", e.getMessage());
        }
    }

    private static Command systemctl(List<String> words) {
        List<String> rest = words.subList(1, words.size());
        if (rest.equals(List.of("daemon-reload"))) {
            return new ReloadUnits();
        }
        List<String> units = rest.stream().filter(word -> word.matches("[\\w@.-]+\\.service")).toList();
        if (units.size() != 1) {
            return new NotEmulated("systemctl", "only daemon-reload, enable and start of one .service are");
        }
        List<String> verb = rest.stream().filter(word -> !units.contains(word)).toList();
        if (verb.equals(List.of("enable", "--now")) || verb.equals(List.of("start"))) {
            return new StartUnit(units.getFirst());
        }
        return verb.equals(List.of("enable"))
                ? new EnableUnit(units.getFirst())
                : new NotEmulated("systemctl", "only daemon-reload, enable and start of one .service are");
    }
}
