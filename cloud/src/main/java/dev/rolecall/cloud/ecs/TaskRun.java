package dev.rolecall.cloud.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.rolecall.cloud.metadata.RotatingCredentials;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.program.NotEmulatedException;

/** A task on its way from PROVISIONING to STOPPED, on a thread of its own. */
final class TaskRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Task task;
    private final Tasks tasks;
    private final Fargate fargate;
    private final Optional<TaskRole> role;
    private final Optional<RotatingCredentials> execution;
    private final Path folder;
    private final CompletableFuture<StopReason> over = new CompletableFuture<>();
    private final Map<String, ContainerRun> containers = new LinkedHashMap<>();
    private final Thread thread;

    /**
     * A task that is not started yet.
     *
     * @param role      what its containers wear
     * @param execution what its logs are written by
     */
    TaskRun(Task task, Tasks tasks, Fargate fargate, Optional<TaskRole> role, Optional<RotatingCredentials> execution) {
        this.task = task;
        this.tasks = tasks;
        this.fargate = fargate;
        this.role = role;
        this.execution = execution;
        this.folder = fargate.site().tasks().resolve(task.key().id());
        this.thread = Thread.ofVirtual().name("task " + task.key().id()).unstarted(this::run);
    }

    Task task() {
        return task;
    }

    void start() {
        thread.start();
    }

    /** Lets it stop, for a reason that counts if it is the first. */
    void stop(StopReason reason) {
        progress(reason);
        over.complete(reason);
    }

    /** Stops it with the cloud. */
    @Override
    public void close() {
        stop(StopReason.byUser("The local cloud is stopping."));
        try {
            boolean _ = thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.remove(folder);
    }

    private void run() {
        try (Door door = fargate.doors().open(task.network().place());
                TaskEndpoint endpoint = TaskEndpoint.start(role, () -> tasks.find(task.key()).orElse(task), fargate.site())) {
            to(TaskStatus.PENDING);
            attempt(fargate.site().at(door.endpoint()), endpoint);
            StopReason reason = over.join();
            progress(reason);
            to(TaskStatus.DEACTIVATING);
            to(TaskStatus.STOPPING);
            stopContainers();
            to(TaskStatus.DEPROVISIONING);
        } catch (UncheckedIOException e) {
            progress(StopReason.failedToStart(unprepared(e)));
        } finally {
            Folders.remove(folder);
            tasks.progress(task.key(), Progress::allStopped);
            to(TaskStatus.STOPPED);
        }
    }

    /** Brings the containers up, or says why that cannot be. */
    private void attempt(Site site, TaskEndpoint endpoint) {
        try {
            List<ContainerRun.Plan> plans = new ArrayList<>();
            for (ContainerDefinition container : task.containers()) {
                plans.add(plan(container, pull(container), site, endpoint));
            }
            plans.forEach(plan -> plan.log().ifPresent(LogDriver::open));
            to(TaskStatus.ACTIVATING);
            plans.forEach(plan -> containers.put(plan.container().name(), new ContainerRun(plan, site, fargate.processes())));
            containers.values().forEach(this::watch);
            CompletableFuture<Void> all = CompletableFuture
                    .allOf(containers.values().stream().map(ContainerRun::begun).toArray(CompletableFuture[]::new));
            var _ = all.thenRun(() -> to(TaskStatus.RUNNING));
            containers.values().forEach(new Dependencies(containers)::startWhenMet);
        } catch (CannotStartException e) {
            over.complete(StopReason.failedToStart(e.getMessage()));
        } catch (NotEmulatedException e) {
            over.complete(StopReason.failedToStart("CannotStartContainerError: " + e.getMessage()));
        } catch (IOException e) {
            over.complete(StopReason.failedToStart(unprepared(e)));
        }
    }

    /** The message may have paths of this machine. */
    private static String unprepared(Exception e) {
        return "ResourceInitializationError: the folder, the port or the endpoint of the task cannot be had ("
                + e.getClass().getSimpleName() + ")";
    }

    /** @throws CannotStartException for an image, or a command of it, that is not run here */
    private ContainerProgram pull(ContainerDefinition container) {
        ContainerProgram.Image image = ContainerProgram.Image.of(container.image()).orElseThrow(() -> failed(container,
                "CannotPullContainerError: the image " + container.image() + " is not pulled. " + ContainerProgram.KNOWN));
        try {
            return ContainerProgram.of(image, container);
        } catch (NotEmulatedException e) {
            throw failed(container, "CannotStartContainerError: " + e.getMessage());
        }
    }

    private CannotStartException failed(ContainerDefinition container, String why) {
        tasks.container(task.key(), container.name(), state -> state.failed(why));
        return new CannotStartException(why);
    }

    private ContainerRun.Plan plan(ContainerDefinition container, ContainerProgram program, Site site, TaskEndpoint endpoint)
            throws IOException {
        ContainerDisk disk = ContainerDisk.make(folder, container);
        ContainerState state = task.progress().containers().stream().filter(known -> known.name().equals(container.name())).findFirst()
                .orElseThrow();
        Optional<LogDriver> log = container.logs()
                .map(logs -> new LogDriver(logs, logs.stream(container.name(), task.key().id()), execution.orElseThrow(),
                        fargate.executionRole(), site.clock()));
        return new ContainerRun.Plan(container, program, disk, new ContainerEnvironment(task, endpoint, site).of(container, state, disk),
                log, endpoint.role());
    }

    /** Keeps its state, and lets the task stop where it has to. */
    private void watch(ContainerRun container) {
        String name = container.container().name();
        var _ = container.begun()
                .thenRun(() -> tasks.container(task.key(), name, state -> state.running(fargate.site().clock().instant())));
        var _ = container.ended().whenComplete((code, failure) -> {
            String why = failure == null ? "" : String.valueOf(failure.getMessage());
            tasks.container(task.key(), name, state -> failure == null ? state.exited(code) : state.failed(why));
            if (failure != null) {
                over.complete(StopReason.failedToStart(why));
            } else if (container.container().essential()) {
                over.complete(StopReason.essentialContainerExited());
            }
        });
    }

    private void stopContainers() {
        Dependencies dependencies = new Dependencies(containers);
        CompletableFuture.allOf(containers.values().stream().map(dependencies::stopAfterDependents).toArray(CompletableFuture[]::new))
                .join();
    }

    private void progress(StopReason reason) {
        tasks.progress(task.key(), progress -> progress.stopping(reason));
    }

    private void to(TaskStatus status) {
        tasks.progress(task.key(), progress -> progress.to(status, fargate.site().clock().instant()));
    }
}
