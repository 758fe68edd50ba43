package dev.rolecall.lab.cli;

import java.net.URI;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.target.Targets;

/** The cloud that a person means who names none. It is on this machine, always: what is AWS's is named by whoever wants it. */
final class KnownCloud {
    private static final String VARIABLE = "AWS_ENDPOINT_URL";

    private KnownCloud() {}

    /**
     * That of the shell that rolecall env has set up, or where somebody set the variable by hand: the other clients of that shell go there.
     *
     * @throws LabException where the variable is no address
     */
    static Optional<URI> ofShell(Surroundings around) {
        @Nullable
        String variable = around.environment().apply(VARIABLE);
        return Optional.ofNullable(variable).filter(text -> !text.isBlank()).map(KnownCloud::address)
                .filter(address -> Targets.isLoopback(Optional.of(address)));
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw LabException.wrongInput(VARIABLE + " is an address like http://127.0.0.1:4566, not " + text + ".");
        }
    }

    /** What a person is told, who has to know whom the answer is from. */
    static String sentence(URI endpoint, String how) {
        return "On " + endpoint + ", " + how + ".";
    }
}
