package dev.rolecall.cloud.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

import dev.rolecall.cloud.api.Lifetimes;

/**
 * Where workloads run: the account and region they belong to, and the local cloud around them.
 *
 * @param accountId twelve digits
 * @param region    {@code us-east-1}
 * @param directory a folder of the local cloud's own; every workload gets its own folder in it
 * @param endpoint  the gateway, known only once it listens
 * @param clock     the time that credentials and tokens are measured by
 * @param lifetimes how long the credentials of workloads live
 */
public record Site(String accountId, String region, Path directory, Supplier<URI> endpoint, InstantSource clock, Lifetimes lifetimes) {

    /** The instances' disks. */
    public Path instances() {
        return directory.toAbsolutePath().normalize().resolve("instances");
    }

    /** What functions need on disk. */
    public Path functions() {
        return directory.toAbsolutePath().normalize().resolve("functions");
    }

    /** What tasks have on disk. */
    public Path tasks() {
        return directory.toAbsolutePath().normalize().resolve("tasks");
    }

    /** The same seen from a workload that has an endpoint of its own. */
    public Site at(URI own) {
        return new Site(accountId, region, directory, () -> own, clock, lifetimes);
    }
}
