package dev.rolecall.cloud.instance;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A command of {@code runcmd}. It is understood and acted out, or it is not emulated; it is never executed. */
sealed interface Command {

    /** {@code mkdir -p PATH…}. */
    record MakeFolders(List<String> paths) implements Command {}

    /** {@code aws s3 cp s3://BUCKET/KEY PATH}. */
    record CopyObject(String bucket, String key, String path, Optional<String> region) implements Command {}

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
        List<String> places = new ArrayList<>();
        Optional<String> region = Optional.empty();
        Iterator<String> rest = words.subList(1, words.size()).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--region") && rest.hasNext()) {
                region = Optional.of(rest.next());
            } else if (word.startsWith("--") && !word.equals("--only-show-errors") && !word.equals("--no-progress")
                    && !word.equals("--quiet")) {
                return new NotEmulated("aws", "the option " + word + " is not known");
            } else if (!word.startsWith("--")) {
                places.add(word);
            }
        }
        boolean understood = places.size() == 4 && places.get(0).equals("s3") && places.get(1).equals("cp")
                && places.get(2).matches("s3://[^/]+/.+") && places.get(3).startsWith("/");
        if (!understood) {
            return new NotEmulated("aws", "only aws s3 cp s3://BUCKET/KEY /PATH is");
        }
        String source = places.get(2).substring("s3://".length());
        int slash = source.indexOf('/');
        return new CopyObject(source.substring(0, slash), source.substring(slash + 1), places.get(3), region);
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
