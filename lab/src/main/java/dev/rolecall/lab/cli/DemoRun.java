package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.rolecall.lab.RunFolder;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.demo.ClientFiles;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.DemoReport;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;
import dev.rolecall.lab.demo.WorkloadResult;
import dev.rolecall.lab.deploy.Parallel;
import dev.rolecall.lab.synth.Synthesis;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.LocalTarget;
import dev.rolecall.lab.target.Target;

/** One run of the demonstration on a local cloud of its own, from an empty folder to an empty folder. */
final class DemoRun {
    private static final Duration THREADS_END = Duration.ofSeconds(3);

    private final Surroundings around;
    private final Undo undo;
    private final int port;
    private final @Nullable String prefix;
    private final @Nullable Path assembly;
    private final Phases phases;
    private List<String> invitation = List.of();

    DemoRun(Surroundings around, Phases.Listener progress, Undo undo, int port, @Nullable String prefix, @Nullable Path assembly) {
        this.around = around;
        this.undo = undo;
        this.port = port;
        this.prefix = prefix;
        this.assembly = assembly;
        this.phases = new Phases(around.clock(), progress);
    }

    /** Everything is deleted and stopped before the report is given. */
    DemoReport once() throws Exception {
        return run(false);
    }

    /** The target goes on running, with the stacks in it; {@link #invitation} tells how to reach it. */
    DemoReport keep() throws Exception {
        return run(true);
    }

    /** Lines for a shell, after {@link #keep}. */
    String invitation() {
        return String.join(System.lineSeparator(), invitation);
    }

    private DemoReport run(boolean keep) throws Exception {
        Optional<CloudAssembly> given = assembly == null ? Optional.empty() : Optional.of(CloudAssembly.read(assembly));
        Synthesis synthesis = new Synthesis(around);
        if (given.isEmpty()) {
            synthesis.requireNode();
        }
        RunFolder folder = RunFolder.create(around.temporary());
        undo.add(folder);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        undo.add(() -> end(executor));
        Future<CloudAssembly> synthesised = executor.submit(() -> given.isPresent() ? given.get() : synthesise(synthesis, folder));
        Target target = phases.time(Step.START, () -> LocalTarget.start(port, folder.folder("target"), around.clock()));
        undo.add(target);
        AwsClients clients = new AwsClients(target);
        undo.add(clients);
        warmUp(executor, clients);
        Demo demo = new Demo(target, clients, around.clock(), phases, executor);
        Demo.Stage stage = demo.deploy(Parallel.join(synthesised));
        List<WorkloadResult> results = demo.perform(stage);
        if (keep) {
            invitation = Invitation.lines(target, ClientFiles.write(target, folder.folder("client")));
        } else {
            demo.destroy(stage);
            phases.time(Step.STOP, () -> {
                undo.close();
                return stage;
            });
        }
        return new DemoReport(target.name(), target.shown(), target.region(), target.account(), results, phases.finished(),
                phases.elapsed());
    }

    /** A failure here is met again, and told, by the step that needs the client. */
    private static void warmUp(ExecutorService executor, AwsClients clients) {
        Future<?> _ = executor.submit(clients::warmUp);
    }

    /** The folder must not be deleted under a thread that still writes to it. */
    private static void end(ExecutorService executor) throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(THREADS_END.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CloudAssembly synthesise(Synthesis synthesis, RunFolder folder) throws Exception {
        Map<String, String> context = new TreeMap<>(Map.of("insecure", "true", "target", "local"));
        if (prefix != null) {
            context.put("prefix", prefix);
        }
        return phases.time(Step.SYNTH, () -> CloudAssembly.read(synthesis.run(folder, context, undo)));
    }
}
