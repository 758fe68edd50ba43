package dev.rolecall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import dev.rolecall.cloud.TwoDoors;

/**
 * Many clients of several principals at once, allowed and denied, while keys, roles and policies change. Every decision is held against
 * what was right at its time: a request that overlaps a change may have either answer.
 */
final class LoadBench {
    private static final int CLIENTS = 64;
    private static final int ROUNDS = 4;
    private static final int ROUND = 50_000;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(5);
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MIB = 1024.0 * 1024;

    private final ConcurrentMap<Answer, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder wrong = new LongAdder();

    private LoadBench() {}

    /** What each client does, again and again. */
    private interface Work {
        void once(Random random) throws IOException;
    }

    static void run(PrintStream out) throws IOException, InterruptedException, ExecutionException {
        // Without it most connections are made anew, and a request that was lost with one is sent again unseen.
        System.setProperty("http.maxConnections", String.valueOf(CLIENTS));
        System.setProperty("sun.net.http.retryPost", "false");
        new LoadBench().measure(out);
    }

    private void measure(PrintStream out) throws IOException, InterruptedException, ExecutionException {
        Path directory = Files.createTempDirectory("rolecall-bench");
        try (TwoDoors cloud = new TwoDoors(directory);
                Crowd crowd = new Crowd(cloud.guarded(), Clients.credentials(cloud.administrator()))) {
            out.printf("%s, %d clients, %d requests%n", Machine.here(), CLIENTS, ROUNDS * ROUND);
            out.printf("| | a second | p50 µs | p99 µs | heap after it, MiB |%n| --- | --- | --- | --- | --- |%n");
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService one = Executors.newSingleThreadExecutor()) {
                Future<?> changes = one.submit(() -> change(crowd, over));
                try {
                    for (int round = 1; round <= ROUNDS; round++) {
                        report(out, "mix, to " + round * ROUND, round, random -> ask(crowd, random));
                    }
                } finally {
                    over.set(true);
                }
                changes.get();
            }
            SignedCall open = crowd.read().to(cloud.open());
            report(out, "one GetObject, bare store", ROUNDS + 1, random -> mustBeAllowed(open));
            out.printf("%d allowed, %d denied, %d with a key that is none; %d changes; %d wrong or no answers%n", count(Answer.ALLOWED),
                    count(Answer.DENIED), count(Answer.UNKNOWN_KEY), crowd.changes(), wrong.sum());
        } finally {
            Files.deleteIfExists(directory);
        }
        if (wrong.sum() > 0) {
            throw new IllegalStateException(wrong.sum() + " answers were wrong.");
        }
    }

    private static void change(Crowd crowd, AtomicBoolean over) {
        Random random = new Random(0);
        try {
            while (!over.get()) {
                crowd.changeOne(random);
                Thread.sleep(BETWEEN_CHANGES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Crowd crowd, Random random) throws IOException {
        Question.Reply reply = crowd.any(random).ask();
        answers.computeIfAbsent(reply.answer(), _ -> new LongAdder()).increment();
        if (!reply.right()) {
            wrong.increment();
        }
    }

    private static void mustBeAllowed(SignedCall call) throws IOException {
        if (call.send() != Answer.ALLOWED) {
            throw new IOException("The bare store did not answer.");
        }
    }

    private static void report(PrintStream out, String name, long seed, Work work)
            throws InterruptedException, ExecutionException {
        long[] nanos = new long[ROUND];
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                running.add(clients.submit(() -> {
                    Random random = new Random(seed * CLIENTS + first);
                    for (int i = first; i < ROUND; i += CLIENTS) {
                        long before = System.nanoTime();
                        work.once(random);
                        nanos[i] = System.nanoTime() - before;
                    }
                    return first;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Arrays.sort(nanos);
        out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %.1f |%n", name, ROUND / seconds, nanos[ROUND / 2] / NANOS_PER_MICRO,
                nanos[ROUND * 99 / 100] / NANOS_PER_MICRO, usedHeap() / MIB);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private long count(Answer answer) {
        return answers.getOrDefault(answer, new LongAdder()).sum();
    }
}
