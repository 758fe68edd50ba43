package dev.rolecall.cloud.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Java program on this JVM's own {@code java}, which inherits nothing of the machine's environment.
 *
 * @param flags       JVM flags, after the ones that make it start fast
 * @param program     main class or {@code -jar FILE}, with arguments
 * @param environment all it gets to see
 * @param home        its home folder, for {@code user.home}
 * @param directory   where it works
 * @param temporary   its folder for temporary files
 */
public record JavaCommand(List<String> flags, List<String> program, Map<String, String> environment, Path home, Path directory,
        Path temporary) {

    /** What makes four JVMs start at once on two cores: the first compiler only, the smallest collector, the JDK's shared classes. */
    private static final List<String> START_FAST = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
            "-XX:-UsePerfData", "-Xmx128m");

    /** Windows opens no socket without it. */
    private static final Set<String> NEEDED_BY_THE_SYSTEM = Set.of("SystemRoot");

    /** Variables through which a JVM or the dynamic linker would take commands, libraries or agents. */
    private static final Set<String> NEVER_PASSED = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "LD_PRELOAD",
            "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH");

    /** The process, not yet started; standard error goes where standard output goes. */
    public ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(START_FAST);
        command.addAll(flags);
        command.add("-Duser.home=" + home);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(NEEDED_BY_THE_SYSTEM);
        environment.forEach((name, value) -> {
            if (!NEVER_PASSED.contains(name)) {
                builder.environment().put(name, value);
            }
        });
        return builder;
    }

    /** Names only: an environment can hold secrets. */
    @Override
    public String toString() {
        return "JavaCommand[" + program + ", environment " + environment.keySet() + "]";
    }
}
