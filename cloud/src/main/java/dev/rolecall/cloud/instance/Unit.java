package dev.rolecall.cloud.instance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.cloud.program.Disk;
import dev.rolecall.cloud.program.JavaProgram;
import dev.rolecall.cloud.program.NotEmulatedException;

/**
 * What the local cloud understands of a systemd service unit.
 *
 * @param execStart        the words of the last {@code ExecStart=}
 * @param environment      of all {@code Environment=} lines; may hold secrets
 * @param restart          when the program is started again
 * @param restartDelay     how long after its end
 * @param dynamicUser      whether it runs as a user made for it, which has no home folder of its own
 * @param toConsole        whether its output reaches the console
 * @param workingDirectory where it works; {@code /} where nothing is said
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">systemd.service(5)</a>
 */
record Unit(List<String> execStart, Map<String, String> environment, Restart restart, Duration restartDelay, boolean dynamicUser,
        boolean toConsole, String workingDirectory) {

    /** systemd's own default for {@code RestartSec=}. */
    private static final Duration DEFAULT_DELAY = Duration.ofMillis(100);

    enum Restart {
        NO, ON_FAILURE, ALWAYS;

        boolean after(int exitCode) {
            return this == ALWAYS || (this == ON_FAILURE && exitCode != 0);
        }
    }

    /** Parses the text of a unit file; lines it does not know are systemd's affair and change nothing here. */
    static Unit parse(String text) {
        List<String> execStart = List.of();
        Map<String, String> environment = new TreeMap<>();
        Map<String, String> settings = new TreeMap<>();
        String section = "";
        for (String raw : text.replace("\\\n", " ").lines().toList()) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                section = line;
            } else if (section.equals("[Service]") && equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                String name = line.substring(0, equals).strip();
                String value = line.substring(equals + 1).strip();
                switch (name) {
                    case "ExecStart" -> execStart = UnitWords.of(value);
                    case "Environment" -> UnitWords.of(value).forEach(word -> assign(environment, word));
                    default -> settings.put(name, value);
                }
            }
        }
        boolean console = settings.getOrDefault("StandardOutput", "journal").contains("console");
        return new Unit(execStart, Map.copyOf(environment), restart(settings.getOrDefault("Restart", "no")),
                delay(settings.getOrDefault("RestartSec", "")), settings.getOrDefault("DynamicUser", "no").matches("yes|true|1|on"),
                console,
                settings.getOrDefault("WorkingDirectory", "/"));
    }

    /** @throws NotEmulatedException when it starts anything but {@code /usr/bin/java … -jar PATH} */
    JavaProgram program(Disk disk) {
        if (execStart.indexOf("-jar") < 1 || !execStart.getFirst().equals("/usr/bin/java")) {
            throw new NotEmulatedException("only ExecStart=/usr/bin/java … -jar PATH is started");
        }
        return JavaProgram.of(execStart.subList(1, execStart.size()), disk);
    }

    @Override
    public String toString() {
        return "Unit[" + execStart + ", environment " + environment.keySet() + "]";
    }

    private static void assign(Map<String, String> environment, String word) {
        int equals = word.indexOf('=');
        if (equals > 0) {
            environment.put(word.substring(0, equals), word.substring(equals + 1));
        }
    }

    private static Restart restart(String value) {
        return switch (value) {
            case "always" -> Restart.ALWAYS;
            case "on-failure", "on-abnormal" -> Restart.ON_FAILURE;
            default -> Restart.NO;
        };
    }

    private static Duration delay(String value) {
        Matcher matcher = Pattern.compile("(\\d{1,6})\\s*(ms|s|sec|min|)").matcher(value);
        if (!matcher.matches()) {
            return DEFAULT_DELAY;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "min" -> Duration.ofMinutes(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
