package dev.rolecall.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.rolecall.lab.policy.GivenPolicies;

/** The options that name files of policies, by the part that these have in a decision. */
final class PolicyFileOptions {
    @Option(names = "--identity-policy", arity = "1..*", paramLabel = "FILE", description = "Policies of the principal, inline and managed, with those of its groups.")
    private List<Path> identity = List.of();
    @Option(names = "--boundary", paramLabel = "FILE", description = "Its permissions boundary.")
    private @Nullable Path boundary;
    @Option(names = "--session-policy", paramLabel = "FILE", description = "The policy that its session was made with.")
    private @Nullable Path session;
    @Option(names = "--resource-policy", paramLabel = "FILE", description = "The policy of the resource.")
    private @Nullable Path resource;
    @Option(names = "--trust-policy", paramLabel = "FILE", description = "The trust policy of the role that is to be assumed.")
    private @Nullable Path trust;

    GivenPolicies given() {
        return new GivenPolicies(identity, Optional.ofNullable(boundary), Optional.ofNullable(session), Optional.ofNullable(resource),
                Optional.ofNullable(trust));
    }
}
