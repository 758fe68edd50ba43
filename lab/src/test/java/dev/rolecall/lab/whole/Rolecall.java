package dev.rolecall.lab.whole;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line as a process of its own, from the built jar and with the launcher's flags, in a temporary folder of its own. */
final class Rolecall {
    static final Path ROOT = Path.of(System.getProperty("rolecall.root", "..")).toAbsolutePath().normalize();
    private static final long PATIENCE_SECONDS = 600;

    private final Path folder;
    private final Path temporary;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> before = new ArrayList<>();

    /** @param folder an empty one; the run's output is collected there */
    Rolecall(Path folder) {
        this.folder = folder;
        this.temporary = folder.resolve("temporary");
    }

    /** What a run left: exit code, output, messages. */
    record Finished(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        JsonNode workload(String id) {
            return json().path("workloads").valueStream().filter(workload -> workload.path("id").asString().equals(id)).findFirst()
                    .orElseThrow();
        }

        JsonNode claim(String id) {
            return json().path("claims").valueStream().filter(claim -> claim.path("id").asString().equals(id)).findFirst().orElseThrow();
        }

        String outcomes() {
            return String.join(" ", json().path("workloads").valueStream().map(workload -> workload.path("outcome").asString()).toList());
        }
    }

    Rolecall with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Rolecall with(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** Runs it under another program, which gets the command as its arguments. */
    Rolecall under(String... program) {
        before.addAll(List.of(program));
        return this;
    }

    Finished run(String... args) throws IOException, InterruptedException {
        return finish(start(args));
    }

    Process start(String... args) throws IOException {
        Files.createDirectories(temporary);
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "-Xss512k", "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary, "-Drolecall.root=" + ROOT, "-cp", classPath(), "dev.rolecall.lab.cli.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        // What a machine that runs the tests is configured for is no part of any of them.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    Finished finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running; " + err());
        }
        return new Finished(process.exitValue(), out(), err());
    }

    String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    /** Command lines of processes that belong to this run: all that it starts runs in its temporary folder. */
    List<String> processes() {
        return ProcessHandle.allProcesses().map(ProcessHandle::info).flatMap(info -> info.commandLine().stream())
                .filter(line -> line.contains(temporary.toString())).toList();
    }

    List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    private static String classPath() {
        Path target = ROOT.resolve("lab/target");
        try {
            return target.resolve("rolecall-lab.jar") + File.pathSeparator + Files.readString(target.resolve("classpath")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
