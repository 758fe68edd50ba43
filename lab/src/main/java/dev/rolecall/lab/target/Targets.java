package dev.rolecall.lab.target;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.account.AccountChoice;
import dev.rolecall.lab.target.account.RehearsalChoice;
import dev.rolecall.lab.target.local.LocalChoice;
import dev.rolecall.lab.target.localstack.LocalStackChoice;

/** The targets that there are, by name. Nothing outside this package and those below it knows one of them. */
public final class Targets {
    private static final int LARGEST_PORT = 65_535;

    private final Function<String, @Nullable String> environment;
    private final InstantSource clock;

    public Targets(Function<String, @Nullable String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** The names for the command line; the first is the default. */
    public static List<String> names() {
        return List.of(LocalChoice.NAME, LocalStackChoice.NAME, AccountChoice.NAME);
    }

    /**
     * Finds out who and where the target is; for an account of somebody else's that asks its STS.
     *
     * @throws LabException when the request does not fit together, or the target must not be used
     */
    public Choice choose(TargetRequest request) {
        String name = request.name().orElse(request.endpoint().isPresent() ? AccountChoice.ENDPOINT : LocalChoice.NAME);
        return switch (name) {
            case LocalChoice.NAME -> {
                allow(request, true, false);
                yield new LocalChoice(port(request), clock);
            }
            case LocalStackChoice.NAME -> {
                allow(request, false, true);
                yield new LocalStackChoice(request.image(), environment, clock);
            }
            case AccountChoice.NAME, AccountChoice.ENDPOINT -> {
                refuse(request.port().isPresent(), "--port", LocalChoice.NAME);
                refuse(request.image().isPresent(), "--image", LocalStackChoice.NAME);
                request.endpoint().ifPresent(Targets::check);
                yield AccountChoice.look(request, environment, clock);
            }
            default -> throw LabException.wrongInput("There is no target " + name + "; there are " + String.join(", ", names())
                    + ", and any other endpoint by --endpoint.");
        };
    }

    /**
     * An account that somebody else runs, to be looked at only: nothing is asked of whoever runs this, and nothing is made.
     *
     * @throws LabException when the request does not fit together, nobody answers, or the credentials are not accepted
     */
    public Target visit(TargetRequest request) {
        if (request.name().filter(name -> !name.equals(AccountChoice.NAME)).isPresent()) {
            throw LabException.wrongInput("Only something that runs can be looked at: --target " + AccountChoice.NAME
                    + ", or --endpoint with an address like that which rolecall demo --keep prints.");
        }
        request.endpoint().ifPresent(Targets::check);
        return AccountChoice.visit(request, environment, clock);
    }

    /**
     * Something on this machine, to be looked at only, with credentials that it has given itself.
     *
     * @throws LabException when nobody answers any more
     */
    public Target visit(URI endpoint, String region, AwsCredentialsProvider credentials) {
        return AccountChoice.visit(endpoint, region, credentials, clock);
    }

    /** An account on AWS that is only played, so that {@code listener} hears what would be asked of a real one. */
    public Choice rehearsal(ExecutionInterceptor listener) {
        return new RehearsalChoice(new LocalChoice(0, clock), List.of(listener), clock);
    }

    /** An option that means nothing for a target would be ignored, and the person would think otherwise. */
    private static void allow(TargetRequest request, boolean port, boolean image) {
        refuse(request.port().isPresent() && !port, "--port", LocalChoice.NAME);
        refuse(request.image().isPresent() && !image, "--image", LocalStackChoice.NAME);
        refuse(request.endpoint().isPresent(), "--endpoint", AccountChoice.NAME);
        refuse(request.profile().isPresent(), "--profile", AccountChoice.NAME);
        refuse(request.region().isPresent(), "--region", AccountChoice.NAME);
        refuse(request.account().isPresent(), "--account", AccountChoice.NAME);
    }

    private static void refuse(boolean given, String option, String target) {
        if (given) {
            throw LabException.wrongInput(option + " belongs to --target " + target + ".");
        }
    }

    private static int port(TargetRequest request) {
        int port = request.port().orElse(0);
        if (port < 0 || port > LARGEST_PORT) {
            throw LabException.wrongInput("--port must be between 0 and " + LARGEST_PORT + ", not " + port + ".");
        }
        return port;
    }

    private static void check(URI endpoint) {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!http || endpoint.getHost() == null || endpoint.getUserInfo() != null || endpoint.getQuery() != null) {
            throw LabException.wrongInput("--endpoint is an address like http://127.0.0.1:4566, without user, password or query.");
        }
    }

    /** Whether an address is on this machine. */
    public static boolean isLoopback(Optional<URI> endpoint) {
        return endpoint.map(URI::getHost)
                .filter(host -> host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"))
                .isPresent();
    }
}
