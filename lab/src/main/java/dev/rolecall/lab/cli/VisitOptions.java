package dev.rolecall.lab.cli;

import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Target;
import dev.rolecall.lab.target.TargetRequest;
import dev.rolecall.lab.target.Targets;

/** The options that say which running cloud is to be looked at. Nothing is changed there. */
final class VisitOptions {
    @Option(names = "--endpoint", paramLabel = "URL", description = "Look at the cloud at this address; credentials by profile or environment, never here.")
    private @Nullable String endpoint;
    @Option(names = "--target", paramLabel = "NAME", description = "Look at your account on AWS: aws.")
    private @Nullable String target;
    @Option(names = "--profile", paramLabel = "NAME", description = "The profile of your AWS configuration (default: as the AWS CLI finds it).")
    private @Nullable String profile;
    @Option(names = "--region", paramLabel = "NAME", description = "The AWS region (default: as the AWS CLI finds it).")
    private @Nullable String region;

    /**
     * Whether a cloud was named at all.
     *
     * @throws LabException when there is only a profile, which alone names none
     */
    boolean given() {
        if (endpoint == null && target == null && profile != null) {
            throw LabException.wrongInput("--profile belongs to --endpoint or --target.");
        }
        return endpoint != null || target != null;
    }

    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** @throws LabException when nobody answers there, or the credentials are not accepted */
    Target visit(CommandSetting setting) {
        return new Targets(setting.around().environment(), setting.around().clock())
                .visit(new TargetRequest(Optional.ofNullable(target), Optional.ofNullable(endpoint).map(TargetOptions::address),
                        Optional.empty(), OptionalInt.empty(), Optional.ofNullable(profile), Optional.ofNullable(region),
                        Optional.empty()));
    }
}
