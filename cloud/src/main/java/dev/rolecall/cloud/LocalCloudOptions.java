package dev.rolecall.cloud;

import java.nio.file.Path;
import java.time.InstantSource;

import dev.rolecall.cloud.api.Lifetimes;

/**
 * How a local cloud is to be.
 *
 * @param port      the main port on loopback, 0 for any
 * @param accountId twelve digits
 * @param region    the region that requests are signed for
 * @param directory a folder that exists, for what instances and functions need on disk; emptied of that when the cloud closes
 * @param clock     what all lifetimes are measured by
 */
public record LocalCloudOptions(int port, String accountId, String region, Path directory, InstantSource clock, Lifetimes lifetimes) {
    /** An account id of AWS's documentation, which belongs to nobody. */
    public static final String ACCOUNT = "111122223333";

    public static LocalCloudOptions defaults(Path directory) {
        return new LocalCloudOptions(0, ACCOUNT, "us-east-1", directory, InstantSource.system(), Lifetimes.OBSERVED_ON_AWS);
    }
}
