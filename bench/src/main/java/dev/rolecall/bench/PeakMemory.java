package dev.rolecall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Watches a process and its descendants on Linux and keeps each one's greatest resident set, which the kernel itself records
 * ({@code VmHWM}), and the greatest sum of what was resident at one moment.
 */
final class PeakMemory implements Runnable {
    private static final long PERIOD_MILLIS = 20;
    private static final double KIB_PER_MIB = 1024;

    private final ProcessHandle root;
    private final Map<Long, Long> peakOfEach = new ConcurrentHashMap<>();
    private volatile long peakOfAll;

    PeakMemory(ProcessHandle root) {
        this.root = root;
    }

    @Override
    public void run() {
        try {
            while (root.isAlive()) {
                sample();
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() {
        long together = 0;
        for (ProcessHandle process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
            Map<String, Long> sizes = sizes(process.pid());
            peakOfEach.merge(process.pid(), sizes.getOrDefault("VmHWM", 0L), Math::max);
            together += sizes.getOrDefault("VmRSS", 0L);
        }
        peakOfAll = Math.max(peakOfAll, together);
    }

    /** The root process alone, in MiB: for {@code rolecall demo}, the driver with the local cloud in it. */
    double ofRoot() {
        return peakOfEach.getOrDefault(root.pid(), 0L) / KIB_PER_MIB;
    }

    /** All processes together, in MiB; pages that they share are counted once each. */
    double ofAll() {
        return peakOfAll / KIB_PER_MIB;
    }

    private static Map<String, Long> sizes(long pid) {
        Map<String, Long> sizes = new ConcurrentHashMap<>();
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            lines.filter(line -> line.startsWith("Vm")).forEach(line -> {
                String[] words = line.split("[:\\s]+", -1);
                sizes.put(words[0], Long.valueOf(words[1]));
            });
        } catch (IOException | UncheckedIOException e) {
            // The process has ended in between.
        }
        return sizes;
    }
}
