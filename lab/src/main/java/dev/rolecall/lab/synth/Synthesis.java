package dev.rolecall.lab.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.RunFolder;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;

/**
 * One synthesis of this repository's CDK app into a folder of its own, without the CDK CLI, without an account and without network.
 * Of the environment the app gets only what Java and Node need, so that no credential reaches it.
 */
public final class Synthesis {
    /** What Java, Node and jsii need to find themselves, on every operating system. */
    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "XDG_CACHE_HOME", "JSII_NODE",
            "JSII_RUNTIME", "JSII_RUNTIME_PACKAGE_CACHE", "JSII_RUNTIME_PACKAGE_CACHE_ROOT", "SystemRoot", "SystemDrive", "PATHEXT",
            "USERPROFILE", "LOCALAPPDATA", "APPDATA");

    /** How long the app may take to end by itself before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** How long the system may take to clear away what was killed. */
    private static final Duration CLEARANCE = Duration.ofSeconds(3);

    /** The app's own exit code for a context value that cannot be. */
    static final int APP_SAYS_CONTEXT_IS_WRONG = 2;

    private final Surroundings around;

    public Synthesis(Surroundings around) {
        this.around = around;
    }

    /**
     * Checks what a synthesis needs before anything is started.
     *
     * @throws LabException with {@link ExitCode#MISSING} when there is no Node.js
     */
    public void requireNode() {
        if (Node.find(around.environment()).isEmpty()) {
            throw LabException.missing("Node.js was not found on the PATH: the CDK needs it (version 22 or 24, from https://nodejs.org).");
        }
    }

    /**
     * Synthesises into {@code run}; takes a second or two.
     *
     * @param context what {@code cdk.json}'s own context is added to, by CDK context key
     * @return the cloud assembly's folder
     * @throws LabException when the app refuses or fails, with its own words
     */
    public Path run(RunFolder run, Map<String, String> context, Undo undo) throws InterruptedException {
        Path assembly = run.folder("cdk.out");
        Path temporary = run.folder("synth");
        Path output = temporary.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(CdkApp.command(around, List.of("-Djava.io.tmpdir=" + temporary)))
                .directory(around.root().toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        environment(builder.environment(), context, assembly, temporary);
        Process process = start(builder);
        undo.add(() -> stop(process));
        int status = process.waitFor();
        if (status == APP_SAYS_CONTEXT_IS_WRONG) {
            throw LabException.wrongInput(SynthOutput.reason(output));
        }
        if (status != 0) {
            throw LabException.brokeOff("The CDK app failed (exit code " + status + "): " + SynthOutput.reason(output));
        }
        return assembly;
    }

    private void environment(Map<String, String> variables, Map<String, String> context, Path assembly, Path temporary) {
        variables.clear();
        for (String name : PASSED_ON) {
            String value = around.environment().apply(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        variables.put("TMPDIR", temporary.toString());
        variables.put("TEMP", temporary.toString());
        variables.put("CDK_OUTDIR", assembly.toString());
        variables.put("CDK_CONTEXT_JSON", CdkContext.merge(around.root().resolve("cdk.json"), context));
        variables.put("CDK_VALIDATION", "false");
        variables.put("CDK_DISABLE_VERSION_CHECK", "1");
        variables.put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
        variables.put("ROLECALL_READER_JAR", around.root().resolve("functions/target/reader.jar").toString());
    }

    static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Java could not be started: " + builder.command().getFirst(), e);
        }
    }

    /** Node runs below the JVM and does not always notice that it is gone; returns when both are, or cannot be ended. */
    static void stop(Process process) throws InterruptedException {
        if (process.isAlive()) {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            all.forEach(ProcessHandle::destroy);
            if (!ended(all, GRACE)) {
                all.forEach(ProcessHandle::destroyForcibly);
                ended(all, CLEARANCE);
            }
        }
    }

    private static boolean ended(List<ProcessHandle> processes, Duration patience) throws InterruptedException {
        try {
            CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
