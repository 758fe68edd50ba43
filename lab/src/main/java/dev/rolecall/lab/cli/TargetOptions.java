package dev.rolecall.lab.cli;

import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.TargetRequest;
import dev.rolecall.lab.target.Targets;

/** The options that say where something is to run. */
final class TargetOptions {
    /** The targets' names, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Targets.names().iterator();
        }
    }

    @Option(names = "--target", paramLabel = "NAME", completionCandidates = Names.class, description = "Where it runs: ${COMPLETION-CANDIDATES} (default: the first).")
    private @Nullable String target;
    @Option(names = "--endpoint", paramLabel = "URL", description = "Another address that speaks AWS's APIs; credentials by profile or environment, never here.")
    private @Nullable String endpoint;
    @Option(names = "--port", paramLabel = "N", description = "The loopback port of the local cloud (default: any free one).")
    private @Nullable Integer port;
    @Option(names = "--image", paramLabel = "NAME", description = "Another container image; LOCALSTACK_AUTH_TOKEN is passed on to it.")
    private @Nullable String image;
    @Option(names = "--profile", paramLabel = "NAME", description = "The profile of your AWS configuration (default: as the AWS CLI finds it).")
    private @Nullable String profile;
    @Option(names = "--region", paramLabel = "NAME", description = "The AWS region (default: as the AWS CLI finds it).")
    private @Nullable String region;
    @Option(names = "--account", paramLabel = "ID", description = "The id of the sandbox account, typed: nothing is created in any other. ROLECALL_SANDBOX_ACCOUNTS may list yours instead.")
    private @Nullable String account;

    /**
     * For something that needs a target that stays: where none is named, that of the shell.
     *
     * @throws LabException where the shell's variable is no address
     */
    TargetOptions orOfShell(CommandSetting setting) {
        if (target == null && endpoint == null) {
            KnownCloud.ofShell(setting.around()).ifPresent(address -> {
                endpoint = address.toString();
                setting.terminal().err().println(KnownCloud.sentence(address, "AWS_ENDPOINT_URL of this shell"));
            });
        }
        return this;
    }

    TargetRequest request() {
        if (account != null && !account.matches("\\d{12}")) {
            throw LabException.wrongInput("--account is an account id of twelve digits.");
        }
        return new TargetRequest(Optional.ofNullable(target), Optional.ofNullable(endpoint).map(TargetOptions::address),
                Optional.ofNullable(image), port == null ? OptionalInt.empty() : OptionalInt.of(port), Optional.ofNullable(profile),
                Optional.ofNullable(region), Optional.ofNullable(account));
    }

    static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw LabException.wrongInput("--endpoint is an address like http://127.0.0.1:4566, not " + text + ".");
        }
    }
}
