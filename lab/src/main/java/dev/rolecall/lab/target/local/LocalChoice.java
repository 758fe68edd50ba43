package dev.rolecall.lab.target.local;

import java.nio.file.Path;
import java.time.InstantSource;

import dev.rolecall.cloud.LocalCloudOptions;
import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Target;

/**
 * A fresh local cloud.
 *
 * @param port the loopback port, 0 for any
 */
public record LocalChoice(int port, InstantSource clock) implements Choice {
    public static final String NAME = "local";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return LocalCloudOptions.ACCOUNT;
    }

    @Override
    public boolean outlivesTheCommand() {
        return false;
    }

    @Override
    public Target start(Path directory) {
        return LocalTarget.start(port, directory, clock);
    }
}
