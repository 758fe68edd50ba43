package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.process.JavaCommand;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;

/** One process that runs a function, one invocation at a time. It ends with its credentials, or when an invocation kills it. */
final class ExecutionEnvironment implements AutoCloseable {
    /** The initialisation's own time; what it takes beyond counts for the invocation. */
    private static final Duration INIT = Duration.ofSeconds(10);

    private final FunctionConfiguration function;
    private final Site site;
    private final Processes processes;
    private final Path taskRoot;
    private final Path folder;
    private final RuntimeApi api;
    private final Process process;
    private final FunctionLog log;
    private final Instant credentialsExpire;
    private final long startedNanos = System.nanoTime();
    private boolean cold = true;

    /**
     * How an invocation went.
     *
     * @param logTail the last 4 KiB of its log
     */
    record Outcome(InvocationResult result, String logTail) {}

    private ExecutionEnvironment(FunctionConfiguration function, Site site, Processes processes, Path taskRoot, Path folder,
            RuntimeApi api, Process process, FunctionLog log, Instant credentialsExpire) {
        this.function = function;
        this.site = site;
        this.processes = processes;
        this.taskRoot = taskRoot;
        this.folder = folder;
        this.api = api;
        this.process = process;
        this.log = log;
        this.credentialsExpire = credentialsExpire;
    }

    static ExecutionEnvironment start(FunctionConfiguration function, SessionCredentials credentials, RuntimeFiles runtime, Path taskRoot,
            Path folder, Site site, Processes processes) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        RuntimeApi api = new RuntimeApi(function.arn(), site.clock());
        FunctionLog log = new FunctionLog(folder.resolve("log"));
        String stream = site.clock().instant().toString().substring(0, 10).replace('-', '/') + "/[$LATEST]"
                + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> variables = EnvironmentVariables.of(function.settings(), credentials, site, api.address(), taskRoot, folder,
                stream);
        JavaCommand command = new JavaCommand(runtime.flags(function.settings().memoryMb()), runtime.program(function.settings().handler()),
                variables, folder,
                taskRoot,
                folder.resolve("tmp"));
        try {
            Process process = processes.start(command.builder().redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile())));
            return new ExecutionEnvironment(function, site, processes, taskRoot, folder, api, process, log, credentials.expiration());
        } catch (IOException | IllegalStateException e) {
            api.close();
            throw e;
        }
    }

    /** Whether it may take another invocation: its process lives and has begun well, and its credentials outlive the longest invocation. */
    boolean usable() {
        Duration longest = Duration.ofSeconds(function.settings().timeoutSeconds());
        Duration life = Duration.between(site.clock().instant(), credentialsExpire);
        return process.isAlive() && !api.initError().isDone() && (cold ? life.isPositive() : life.compareTo(longest) > 0);
    }

    /** Whether it began with these settings and this code. */
    boolean runs(FunctionConfiguration current) {
        return function.revision().equals(current.revision());
    }

    Path taskRoot() {
        return taskRoot;
    }

    Outcome invoke(UUID requestId, byte[] payload) throws IOException, InterruptedException {
        Duration timeout = Duration.ofSeconds(function.settings().timeoutSeconds());
        long from = cold ? 0 : log.begin();
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        var _ = process.onExit().thenAccept(ended -> result.complete(exited(requestId, ended)));
        var _ = api.initError().thenAccept(result::complete);
        boolean initialised = awaitReady(result);
        String init = cold ? String.format("\tInit Duration: %.2f ms", millisSince(startedNanos)) : "";
        cold = false;
        log.add("START RequestId: " + requestId + " Version: $LATEST");
        long start = System.nanoTime();
        Thread giver = Thread.ofVirtual().start(() -> give(new RuntimeApi.Work(requestId, payload, timeout, result)));
        InvocationResult outcome = await(requestId, result, initialised ? timeout : timeout.plus(INIT));
        giver.interrupt();
        double millis = millisSince(start);
        log.add("END RequestId: " + requestId);
        log.add(String.format("REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB%s%s", requestId, millis,
                (long) Math.ceil(millis), function.settings().memoryMb(), ProcessMemory.report(process.pid()), init));
        return new Outcome(outcome, log.tail(from));
    }

    @Override
    public void close() {
        processes.stop(process);
        api.close();
        Folders.remove(folder);
    }

    private boolean awaitReady(CompletableFuture<InvocationResult> result) throws InterruptedException {
        long deadline = System.nanoTime() + INIT.toNanos();
        while (!result.isDone() && System.nanoTime() < deadline) {
            if (api.ready().await(20, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private void give(RuntimeApi.Work work) {
        try {
            api.give(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private InvocationResult await(UUID requestId, CompletableFuture<InvocationResult> result, Duration timeout)
            throws IOException, InterruptedException {
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String message = String.format("Task timed out after %.2f seconds", (double) function.settings().timeoutSeconds());
            processes.stop(process);
            log.add(site.clock().instant() + " " + requestId + " " + message);
            return InvocationResult.Failed.of("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + message);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InvocationResult exited(UUID requestId, Process ended) {
        return InvocationResult.Failed.of("Runtime.ExitError",
                "RequestId: " + requestId + " Error: Runtime exited with error: exit status " + ended.exitValue());
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
