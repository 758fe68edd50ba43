package dev.rolecall.cloud.ecs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.process.JavaCommand;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.program.CopyCommand;
import dev.rolecall.cloud.program.JavaProgram;
import dev.rolecall.cloud.program.NotEmulatedException;
import dev.rolecall.cloud.program.ObjectCopy;
import dev.rolecall.cloud.program.OutputLines;

/** One container of a task, from its start to its exit code. */
final class ContainerRun {
    /** The awslogs driver cuts events there, in bytes; lines are cut at as many characters. */
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LARGEST_BATCH = 500;
    /** 128 and the number of SIGTERM, as an exit code. */
    private static final int TERMINATED = 143;

    private final Plan plan;
    private final Site site;
    private final Processes processes;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private Optional<Process> process = Optional.empty();
    private boolean stopped;

    /**
     * What is to be run.
     *
     * @param environment may hold secrets, and is never printed
     * @param log         empty for a container whose output nobody keeps
     * @param role        the task's
     */
    record Plan(ContainerDefinition container, ContainerProgram program, ContainerDisk disk, Map<String, String> environment,
            Optional<LogDriver> log, Optional<TaskRole> role) {
        @Override
        public String toString() {
            return "Plan[" + container + "]";
        }
    }

    ContainerRun(Plan plan, Site site, Processes processes) {
        this.plan = plan;
        this.site = site;
        this.processes = processes;
    }

    ContainerDefinition container() {
        return plan.container();
    }

    /** Done when it has started. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** Its exit code; fails with a {@link CannotStartException} where it never started. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    void start() {
        // Reading a process's output blocks the carrier of a virtual thread: as many silent programs as processors would stop the cloud.
        Thread.ofPlatform().daemon().name("container " + container().name()).start(this::run);
    }

    /** It shall not begin. */
    void fail(CannotStartException why) {
        ended.completeExceptionally(why);
        begun.completeExceptionally(why);
    }

    /** SIGTERM, and after the container's own time SIGKILL; returns when it has ended. */
    void stop() {
        Optional<Process> running;
        synchronized (this) {
            stopped = true;
            running = process;
        }
        if (running.isPresent()) {
            processes.stop(running.get(), Duration.ofSeconds(container().stopSeconds()));
            // What it wrote last is still to be logged.
            await();
        } else if (begun.isDone()) {
            ended.complete(TERMINATED);
        } else {
            fail(new CannotStartException("The task was stopped before the container was started."));
        }
    }

    private void await() {
        try {
            ended.join();
        } catch (CompletionException e) {
            // It is over either way.
            return;
        }
    }

    private void run() {
        try {
            int code = switch (plan.program()) {
                case ContainerProgram.Copy(CopyCommand copy) -> copy(copy);
                case ContainerProgram.Java(List<String> words) -> java(words);
            };
            ended.complete(code);
        } catch (NotEmulatedException | IOException | IllegalStateException e) {
            fail(new CannotStartException("CannotStartContainerError: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended.complete(TERMINATED);
        }
    }

    private int copy(CopyCommand copy) throws IOException {
        begun.complete(null);
        try {
            plan.disk().assertWritable(copy.path());
            ObjectCopy.run(copy, credentials(), plan.disk(), site);
            if (!copy.quiet()) {
                log(List.of("download: " + copy.source() + " to " + copy.path()));
            }
            return 0;
        } catch (NotEmulatedException e) {
            log(List.of("fatal error: " + e.getMessage()));
            return 1;
        }
    }

    /** Variables come first in the CLI's chain, the container's endpoint later; files of the machine are in nobody's reach here. */
    private AwsCredentials credentials() {
        String id = plan.environment().getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = plan.environment().getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (!id.isEmpty() && !secret.isEmpty()) {
            return Optional.ofNullable(plan.environment().get("AWS_SESSION_TOKEN"))
                    .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                    .orElseGet(() -> AwsBasicCredentials.create(id, secret));
        }
        try {
            SessionCredentials set = plan.role().orElseThrow(() -> new NotEmulatedException("Unable to locate credentials")).credentials()
                    .current();
            return AwsSessionCredentials.create(set.accessKeyId(), set.secretAccessKey().reveal(), set.sessionToken().reveal());
        } catch (AwsException e) {
            throw new NotEmulatedException("Error when retrieving credentials from container-role: " + e.getMessage());
        }
    }

    private int java(List<String> words) throws IOException, InterruptedException {
        JavaProgram program = JavaProgram.of(words, plan.disk());
        Path work = container().workingDirectory().map(plan.disk()::resolve).filter(Files::isDirectory).orElse(plan.disk().root());
        JavaCommand command = new JavaCommand(program.flags(), program.program(), plan.environment(),
                Path.of(plan.environment().getOrDefault("HOME", plan.disk().root().toString())), work, plan.disk().resolve("/tmp"));
        Process started;
        synchronized (this) {
            if (stopped) {
                throw new NotEmulatedException("the task was stopped");
            }
            started = processes.start(command.builder());
            process = Optional.of(started);
        }
        begun.complete(null);
        forward(started);
        return started.waitFor();
    }

    /** Lines go to the log together as long as the program does not pause. */
    private void forward(Process started) {
        try (BufferedReader output = started.inputReader(StandardCharsets.UTF_8)) {
            OutputLines lines = new OutputLines(output, LONGEST_LINE);
            List<String> batch = new ArrayList<>();
            for (Optional<String> line = lines.readLine(); line.isPresent(); line = lines.readLine()) {
                batch.add(line.get());
                if (batch.size() >= LARGEST_BATCH || !lines.ready()) {
                    log(batch);
                    batch.clear();
                }
            }
            log(batch);
        } catch (IOException e) {
            // The stream of a process that was stopped: nothing more comes.
        }
    }

    private void log(List<String> lines) {
        plan.log().ifPresent(driver -> driver.write(lines));
    }
}
