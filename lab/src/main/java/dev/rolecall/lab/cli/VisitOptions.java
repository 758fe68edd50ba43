package dev.rolecall.lab.cli;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.client.ClientEnvironment;
import dev.rolecall.lab.client.ShellFiles;
import dev.rolecall.lab.target.Target;
import dev.rolecall.lab.target.TargetRequest;
import dev.rolecall.lab.target.Targets;
import dev.rolecall.lab.up.MeetingPlace;

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

    /**
     * The cloud that is meant where none was named, which is on this machine: that of the shell, with its credentials, or the one local cloud
     * that is up, with a fresh one of its own. The person is told which it is.
     *
     * @throws LabException when nobody answers there, or the credentials are not accepted, or several are up
     */
    Optional<Target> known(CommandSetting setting) {
        return ofShell(setting).or(() -> MeetingPlace.of(setting.around()).find(Optional.empty()).map(cloud -> {
            ClientEnvironment inside = cloud.environment(ShellFiles.in(setting.around().root()));
            setting.terminal().err().println(KnownCloud.sentence(inside.endpoint(), "the local cloud that is up"));
            return targets(setting).visit(inside.endpoint(), inside.region(), StaticCredentialsProvider.create(inside.credentials()));
        }));
    }

    /**
     * That of the shell alone, for whoever finds an answer elsewhere too: a cloud that happens to be up must not change it.
     *
     * @throws LabException when nobody answers there, or the credentials are not accepted
     */
    Optional<Target> ofShell(CommandSetting setting) {
        return KnownCloud.ofShell(setting.around()).map(address -> {
            setting.terminal().err().println(KnownCloud.sentence(address, "AWS_ENDPOINT_URL of this shell"));
            return visit(setting, Optional.of(address));
        });
    }

    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** @throws LabException when nobody answers there, or the credentials are not accepted */
    Target visit(CommandSetting setting) {
        return visit(setting, Optional.ofNullable(endpoint).map(TargetOptions::address));
    }

    private Target visit(CommandSetting setting, Optional<URI> address) {
        return targets(setting).visit(new TargetRequest(Optional.ofNullable(target), address, Optional.empty(), OptionalInt.empty(),
                Optional.ofNullable(profile), Optional.ofNullable(region), Optional.empty()));
    }

    private static Targets targets(CommandSetting setting) {
        return new Targets(setting.around().environment(), setting.around().clock());
    }
}
