package dev.rolecall.cloud;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.rolecall.cloud.api.Lifetimes;

/**
 * How a local cloud is to be.
 *
 * @param port         the main port on loopback, 0 for any
 * @param accountId    twelve digits
 * @param region       the region that requests are signed for
 * @param directory    a folder that exists, for what instances and functions need on disk; emptied of that when the cloud closes, and on Linux
 *                     and macOS also when this process is killed
 * @param clock        what all lifetimes are measured by, and what schedules run by
 * @param organization the management account of the account's organization, may be the account itself; empty where it is in none
 * @param temporary    folders that are removed with everything in them when this process ends, or is killed, before the cloud was closed;
 *                     not on Windows
 * @param state        the folder that all of it is kept in and comes back from; empty where it is gone when the cloud closes
 */
public record LocalCloudOptions(int port, String accountId, String region, Path directory, InstantSource clock, Lifetimes lifetimes,
        Optional<String> organization, List<Path> temporary, Optional<Path> state) {
    /** An account id of AWS's documentation, which belongs to nobody. */
    public static final String ACCOUNT = "111122223333";

    /** A cloud whose account is in no organization. */
    public LocalCloudOptions(int port, String accountId, String region, Path directory, InstantSource clock, Lifetimes lifetimes) {
        this(port, accountId, region, directory, clock, lifetimes, Optional.empty(), List.of(), Optional.empty());
    }

    public static LocalCloudOptions defaults(Path directory) {
        return new LocalCloudOptions(0, ACCOUNT, "us-east-1", directory, InstantSource.system(), Lifetimes.OBSERVED_ON_AWS);
    }

    /** The same in an organization. */
    public LocalCloudOptions managedBy(String managementAccount) {
        return new LocalCloudOptions(port, accountId, region, directory, clock, lifetimes, Optional.of(managementAccount), temporary,
                state);
    }

    /** The same with a folder that must not outlive this process. */
    public LocalCloudOptions inTemporary(Path folder) {
        List<Path> all = Stream.concat(temporary.stream(), Stream.of(folder)).toList();
        return new LocalCloudOptions(port, accountId, region, directory, clock, lifetimes, organization, all, state);
    }

    /** The same as it was left in this folder, or begun in it where it is empty or not there. */
    public LocalCloudOptions keptIn(Path folder) {
        return new LocalCloudOptions(port, accountId, region, directory, clock, lifetimes, organization, temporary, Optional.of(folder));
    }
}
