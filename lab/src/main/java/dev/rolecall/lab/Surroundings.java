package dev.rolecall.lab;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What the lab finds around it, passed in so that a test can say it.
 *
 * @param root        the folder of this repository, with {@code cdk.json} in it
 * @param java        the program that starts a Java 25 virtual machine
 * @param temporary   where folders of a run are made
 * @param environment the environment, null for a name that is not set
 * @param clock       the time
 * @param recording   whether this run is to leave a record of what the CDK app loads, for later ones to start faster
 */
public record Surroundings(Path root, Path java, Path temporary, Function<String, @Nullable String> environment, InstantSource clock,
        boolean recording) {}
