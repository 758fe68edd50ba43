package dev.rolecall.lab.target.localstack;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Target;

/**
 * A fresh LocalStack in a container.
 *
 * @param image       another image than the last that needs no token
 * @param environment for {@code LOCALSTACK_AUTH_TOKEN}
 */
public record LocalStackChoice(Optional<String> image, Function<String, @Nullable String> environment,
        InstantSource clock) implements Choice {
    public static final String NAME = "localstack";
    /** The last release that needs no token; the repository was archived a month later. */
    static final String IMAGE = "localstack/localstack:4.14.0";
    /** LocalStack's own default. */
    static final String ACCOUNT = "000000000000";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return ACCOUNT;
    }

    @Override
    public boolean outlivesTheCommand() {
        return false;
    }

    @Override
    public Target start(Path directory) {
        return LocalStackTarget.start(Container.start(image.orElse(IMAGE), environment), directory, clock);
    }
}
