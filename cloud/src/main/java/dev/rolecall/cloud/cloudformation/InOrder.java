package dev.rolecall.cloud.cloudformation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Work on the resources of a stack: each on a virtual thread of its own, as soon as what it waits for is done. */
final class InOrder {
    private static final Executor THREADS = task -> Thread.ofVirtual().name("stack").start(task);

    private InOrder() {}

    static CompletableFuture<Void> start(Runnable work) {
        return CompletableFuture.runAsync(work, THREADS);
    }

    /** Runs the action for each id once those it waits for are done; the map has every id after those. */
    static void run(Map<String, Set<String>> waitsFor, Consumer<String> action) {
        Map<String, CompletableFuture<Void>> done = new LinkedHashMap<>();
        waitsFor.forEach((id, others) -> {
            CompletableFuture<?>[] before = others.stream().map(done::get).toArray(CompletableFuture<?>[]::new);
            done.put(id, CompletableFuture.allOf(before).thenRunAsync(() -> action.accept(id), THREADS));
        });
        CompletableFuture.allOf(done.values().toArray(CompletableFuture<?>[]::new)).join();
    }
}
