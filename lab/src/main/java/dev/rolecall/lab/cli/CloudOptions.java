package dev.rolecall.lab.cli;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.up.MeetingPlace;
import dev.rolecall.lab.up.RunningCloud;

/** The option that says which local cloud is meant, where several are up. */
final class CloudOptions {
    @Option(names = "--port", paramLabel = "N", description = "The port of the local cloud that is meant (default: the one that is up).")
    private @Nullable Integer port;

    Optional<Integer> port() {
        return Optional.ofNullable(port);
    }

    RunningCloud find(Surroundings around) {
        return MeetingPlace.of(around).get(port());
    }
}
