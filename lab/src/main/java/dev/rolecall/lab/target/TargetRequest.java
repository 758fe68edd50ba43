package dev.rolecall.lab.target;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line says about the target.
 *
 * @param name     of the target; without one the endpoint decides, and without that the first of {@link Targets#names}
 * @param endpoint another address than the target's own
 * @param image    of a container
 * @param port     on loopback
 * @param profile  of the AWS configuration
 * @param region   of AWS
 * @param account  the account that was typed
 */
public record TargetRequest(Optional<String> name, Optional<URI> endpoint, Optional<String> image, OptionalInt port,
        Optional<String> profile, Optional<String> region, Optional<String> account) {}
