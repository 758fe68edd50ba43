package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;

/** A function with its code and its execution environments: idle ones are used again, and one that is about to lose its credentials is replaced. */
final class DeployedFunction implements AutoCloseable {
    private final Path folder;
    private final RuntimeFiles runtime;
    private final RoleCredentials roles;
    private final FunctionLogs logs;
    private final Site site;
    private final Processes processes;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    /** A folder for each environment that runs, or is about to, on the code in it. */
    private final List<Path> inUse = new ArrayList<>();
    private final Set<Path> replaced = new HashSet<>();
    private FunctionConfiguration configuration;
    private Path task;
    private boolean closed;

    /** Code that is not the function's yet; what is not taken over is removed. */
    final class Upload implements AutoCloseable {
        private final Path placed;
        private final FunctionCode code;

        private Upload(Path placed, FunctionCode code) {
            this.placed = placed;
            this.code = code;
        }

        FunctionCode code() {
            return code;
        }

        @Override
        public void close() {
            if (!isCurrent(placed)) {
                Folders.remove(placed);
            }
        }
    }

    /** @param folder its own, with the code in {@code task} */
    DeployedFunction(FunctionConfiguration configuration, Path folder, RuntimeFiles runtime, RoleCredentials roles,
            FunctionLogs logs, Site site, Processes processes) {
        this.configuration = configuration;
        this.folder = folder;
        this.task = folder.resolve("task");
        this.runtime = runtime;
        this.roles = roles;
        this.logs = logs;
        this.site = site;
        this.processes = processes;
    }

    synchronized FunctionConfiguration configuration() {
        return configuration;
    }

    synchronized void retag(UnaryOperator<Map<String, String>> change) {
        configuration = configuration.tagged(configuration.settings().tagged(change.apply(configuration.settings().tags())));
    }

    Upload upload(Function<Path, FunctionCode> place) {
        Path placed = folder.resolve("task-" + UUID.randomUUID());
        try {
            return new Upload(placed, place.apply(placed));
        } catch (RuntimeException e) {
            Folders.remove(placed);
            throw e;
        }
    }

    FunctionConfiguration update(UnaryOperator<FunctionConfiguration> change) {
        return update(Optional.empty(), change);
    }

    FunctionConfiguration update(Upload upload, UnaryOperator<FunctionConfiguration> change) {
        return update(Optional.of(upload.placed), change);
    }

    private FunctionConfiguration update(Optional<Path> code, UnaryOperator<FunctionConfiguration> change) {
        FunctionConfiguration changed;
        List<ExecutionEnvironment> retired;
        synchronized (this) {
            if (closed) {
                throw Functions.absent(configuration.arn());
            }
            changed = change.apply(configuration);
            configuration = changed;
            code.ifPresent(placed -> {
                replaced.add(task);
                task = placed;
            });
            retired = List.copyOf(idle);
            idle.clear();
        }
        retired.forEach(this::end);
        sweep();
        return changed;
    }

    private synchronized boolean isCurrent(Path placed) {
        return task.equals(placed);
    }

    ExecutionEnvironment.Outcome invoke(UUID requestId, byte[] payload) throws IOException, InterruptedException {
        Optional<ExecutionEnvironment> free = takeIdle();
        ExecutionEnvironment environment = free.isPresent() ? free.get() : start();
        try {
            return environment.invoke(requestId, payload);
        } finally {
            giveBack(environment);
        }
    }

    /** Stops its environments and removes its code. */
    @Override
    public void close() {
        List<ExecutionEnvironment> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(all);
            all.clear();
            idle.clear();
        }
        left.forEach(ExecutionEnvironment::close);
        Folders.remove(folder);
    }

    static Map<String, List<String>> context(String accountId, String functionArn) {
        return Map.of("aws:SourceAccount", List.of(accountId), "aws:SourceArn", List.of(functionArn), "lambda:SourceFunctionArn",
                List.of(functionArn));
    }

    private Optional<ExecutionEnvironment> takeIdle() {
        while (true) {
            ExecutionEnvironment environment;
            synchronized (this) {
                if (idle.isEmpty()) {
                    return Optional.empty();
                }
                environment = idle.pop();
                if (environment.usable()) {
                    return Optional.of(environment);
                }
            }
            end(environment);
        }
    }

    private ExecutionEnvironment start() throws IOException {
        FunctionConfiguration current;
        Path code;
        synchronized (this) {
            current = configuration;
            code = task;
            inUse.add(code);
        }
        try {
            ExecutionEnvironment environment = start(current, code);
            synchronized (this) {
                if (!closed) {
                    all.add(environment);
                    return environment;
                }
            }
            environment.close();
            throw new IOException("The function is gone.");
        } catch (IOException | RuntimeException e) {
            release(code);
            throw e;
        }
    }

    private ExecutionEnvironment start(FunctionConfiguration current, Path code) throws IOException {
        FunctionSettings settings = current.settings();
        SessionCredentials credentials = roles.assume("lambda.amazonaws.com", settings.role(), settings.name(),
                context(site.accountId(), current.arn()));
        logs.begin(credentials, settings.logGroup());
        return ExecutionEnvironment.start(current, credentials, runtime, code, folder.resolve("environment-" + UUID.randomUUID()), site,
                processes);
    }

    private void giveBack(ExecutionEnvironment environment) {
        synchronized (this) {
            if (environment.usable() && environment.runs(configuration) && !closed) {
                idle.push(environment);
                return;
            }
        }
        end(environment);
    }

    private void end(ExecutionEnvironment environment) {
        boolean own;
        synchronized (this) {
            own = all.remove(environment);
        }
        environment.close();
        if (own) {
            release(environment.taskRoot());
        }
    }

    private void release(Path code) {
        synchronized (this) {
            inUse.remove(code);
        }
        sweep();
    }

    /** Removes code that was replaced and that no environment runs any more. */
    private void sweep() {
        List<Path> unused;
        synchronized (this) {
            unused = replaced.stream().filter(code -> !inUse.contains(code)).toList();
            unused.forEach(replaced::remove);
        }
        unused.forEach(Folders::remove);
    }
}
