package dev.rolecall.cloud;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import dev.rolecall.cloud.api.Lifetimes;

/**
 * How a local cloud is to be.
 *
 * @param port         the main port on loopback, 0 for any
 * @param accountId    twelve digits
 * @param region       the region that requests are signed for
 * @param directory    a folder that exists, for what instances and functions need on disk; emptied of that when the cloud closes
 * @param clock        what all lifetimes are measured by, and what schedules run by
 * @param organization the management account of the account's organization, may be the account itself; empty where it is in none
 */
public record LocalCloudOptions(int port, String accountId, String region, Path directory, InstantSource clock, Lifetimes lifetimes,
        Optional<String> organization) {
    /** An account id of AWS's documentation, which belongs to nobody. */
    public static final String ACCOUNT = "111122223333";

    /** A cloud whose account is in no organization. */
    public LocalCloudOptions(int port, String accountId, String region, Path directory, InstantSource clock, Lifetimes lifetimes) {
        this(port, accountId, region, directory, clock, lifetimes, Optional.empty());
    }

    public static LocalCloudOptions defaults(Path directory) {
        return new LocalCloudOptions(0, ACCOUNT, "us-east-1", directory, InstantSource.system(), Lifetimes.OBSERVED_ON_AWS);
    }

    /** The same in an organization. */
    public LocalCloudOptions managedBy(String managementAccount) {
        return new LocalCloudOptions(port, accountId, region, directory, clock, lifetimes, Optional.of(managementAccount));
    }
}
