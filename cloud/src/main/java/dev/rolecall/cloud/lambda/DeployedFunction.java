package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;

/** A function with its code and its execution environments: idle ones are used again, and one that is about to lose its credentials is replaced. */
final class DeployedFunction implements AutoCloseable {
    private final FunctionConfiguration configuration;
    private final Path folder;
    private final RuntimeFiles runtime;
    private final RoleCredentials roles;
    private final FunctionLogs logs;
    private final Site site;
    private final Processes processes;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private boolean closed;

    DeployedFunction(FunctionConfiguration configuration, Path folder, RuntimeFiles runtime, RoleCredentials roles,
            FunctionLogs logs, Site site, Processes processes) {
        this.configuration = configuration;
        this.folder = folder;
        this.runtime = runtime;
        this.roles = roles;
        this.logs = logs;
        this.site = site;
        this.processes = processes;
    }

    FunctionConfiguration configuration() {
        return configuration;
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
                all.remove(environment);
            }
            environment.close();
        }
    }

    private ExecutionEnvironment start() throws IOException {
        SessionCredentials credentials = roles.assume("lambda.amazonaws.com", configuration.role(), configuration.name(),
                context(site.accountId(), configuration.arn()));
        logs.begin(credentials, configuration.logGroup());
        ExecutionEnvironment environment = ExecutionEnvironment.start(configuration, credentials, runtime, folder.resolve("task"),
                folder.resolve("environment-" + UUID.randomUUID()), site, processes);
        synchronized (this) {
            if (!closed) {
                all.add(environment);
                return environment;
            }
        }
        environment.close();
        throw new IOException("The function is gone.");
    }

    private void giveBack(ExecutionEnvironment environment) {
        synchronized (this) {
            if (environment.usable() && !closed) {
                idle.push(environment);
                return;
            }
            all.remove(environment);
        }
        environment.close();
    }
}
