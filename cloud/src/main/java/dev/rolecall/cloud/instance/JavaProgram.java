package dev.rolecall.cloud.instance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.rolecall.cloud.process.JvmFlags;

/**
 * The only kind of program that a unit can start here: {@code /usr/bin/java FLAGS -jar PATH ARGUMENTS} where the jar lies in the instance.
 *
 * @param flags     JVM flags, all of them allowed
 * @param jar       on this machine
 * @param arguments of the program
 */
record JavaProgram(List<String> flags, Path jar, List<String> arguments) {

    /** @throws NotEmulatedException when the unit starts anything else */
    static JavaProgram of(Unit unit, InstanceFolder folder) {
        List<String> words = unit.execStart();
        int jar = words.indexOf("-jar");
        if (words.isEmpty() || !words.getFirst().equals("/usr/bin/java") || jar < 1 || jar + 1 >= words.size()) {
            throw new NotEmulatedException("only ExecStart=/usr/bin/java … -jar PATH is started");
        }
        List<String> flags = words.subList(1, jar);
        List<String> refused = JvmFlags.refused(flags);
        if (!refused.isEmpty()) {
            throw new NotEmulatedException("the JVM flag " + refused.getFirst().replaceFirst("=.*", "") + " is not allowed");
        }
        Path file = folder.resolve(words.get(jar + 1));
        if (!Files.isRegularFile(file)) {
            throw new NotEmulatedException("there is no file " + words.get(jar + 1));
        }
        return new JavaProgram(List.copyOf(flags), file, List.copyOf(words.subList(jar + 2, words.size())));
    }
}
