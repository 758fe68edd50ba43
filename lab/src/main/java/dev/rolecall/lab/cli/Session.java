package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.rolecall.lab.RunFolder;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.cleanup.Removal;
import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.demo.Phases;
import dev.rolecall.lab.demo.Step;
import dev.rolecall.lab.deploy.Parallel;
import dev.rolecall.lab.deploy.Stacks;
import dev.rolecall.lab.deploy.Tasks;
import dev.rolecall.lab.experiment.InstanceCopies;
import dev.rolecall.lab.experiment.OwnRoles;
import dev.rolecall.lab.synth.Synthesis;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Target;

/** What a command needs to work with a target: the target itself, its clients, a folder and threads of the run; all of it ends with the run. */
final class Session {
    private static final Duration THREADS_END = Duration.ofSeconds(3);

    private final Surroundings around;
    private final Undo undo;
    private final Phases phases;
    private final RunFolder folder;
    private final ExecutorService executor;
    private final Target target;
    private final AwsClients clients;
    private final Optional<Future<CloudAssembly>> assembly;

    private Session(Surroundings around, Undo undo, Phases phases, Choice choice, Optional<Source> source) throws Exception {
        this.around = around;
        this.undo = undo;
        this.phases = phases;
        this.folder = RunFolder.create(around.temporary());
        undo.add(folder);
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        undo.add(() -> end(executor));
        this.assembly = source.map(from -> executor.submit(() -> assembly(from)));
        this.target = phases.time(Step.START, () -> choice.start(folder.path()));
        undo.add(target);
        this.clients = new AwsClients(target);
        undo.add(clients);
    }

    /** Where the stacks come from. */
    sealed interface Source {
        record Given(CloudAssembly assembly) implements Source {}

        record Synthesised(Synthesis synthesis, Map<String, String> context) implements Source {}
    }

    /** The assembly that was named, or one to be synthesised; what that needs is checked at once. */
    static Source source(Surroundings around, Optional<Path> given, Map<String, String> context) {
        if (given.isPresent()) {
            return new Source.Given(CloudAssembly.read(given.get()));
        }
        Synthesis synthesis = new Synthesis(around);
        synthesis.requireNode();
        return new Source.Synthesised(synthesis, context);
    }

    /** Starts the target, and synthesises meanwhile. */
    static Session deploying(Surroundings around, Undo undo, Phases phases, Choice choice, Source source) throws Exception {
        Session session = new Session(around, undo, phases, choice, Optional.of(source));
        session.target.bootstrap();
        // A failure here is met again, and told, by the step that needs the client.
        Future<?> _ = session.executor.submit(session.clients::warmUp);
        return session;
    }

    /** Starts the target. */
    static Session on(Surroundings around, Undo undo, Phases phases, Choice choice) throws Exception {
        return new Session(around, undo, phases, choice, Optional.empty());
    }

    Target target() {
        return target;
    }

    AwsClients clients() {
        return clients;
    }

    InstantSource clock() {
        return around.clock();
    }

    Path folder(String name) {
        return folder.folder(name);
    }

    Demo demo() {
        return new Demo(target, clients, around.clock(), phases, executor, undo);
    }

    /** Copies of an instance of the lesson, which end with the run. */
    InstanceCopies copies(Demo.Stage stage) {
        InstanceCopies copies = new InstanceCopies(clients, demo().witness(), target.pace(), around.clock(), undo,
                stage.deployed().plus(target.pace().settling()));
        undo.add(copies::end);
        return copies;
    }

    /** Roles that experiments make for themselves. */
    OwnRoles roles(LabNames names) {
        return new OwnRoles(clients, target.pace(), around.clock(), undo, names.generatedPrefixes().toList().getLast());
    }

    Stacks stacks() {
        return new Stacks(clients, target.pace(), around.clock(), undo);
    }

    Removal removal() {
        return new Removal(clients, stacks(), new Tasks(clients, target.pace(), around.clock()));
    }

    /** Waits for the synthesis. */
    CloudAssembly assembly() throws InterruptedException {
        return Parallel.join(assembly.orElseThrow());
    }

    private CloudAssembly assembly(Source source) throws Exception {
        return switch (source) {
            case Source.Given(CloudAssembly given) -> given;
            case Source.Synthesised(Synthesis synthesis, Map<String, String> context) ->
                phases.time(Step.SYNTH, () -> CloudAssembly.read(synthesis.run(folder, context, undo)));
        };
    }

    /** The folder must not be deleted under a thread that still writes to it. */
    private static void end(ExecutorService executor) throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(THREADS_END.toMillis(), TimeUnit.MILLISECONDS);
    }
}
