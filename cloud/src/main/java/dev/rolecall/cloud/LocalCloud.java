package dev.rolecall.cloud;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.gateway.HttpGateway;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.network.Place;
import dev.rolecall.cloud.state.DurableState;
import dev.rolecall.cloud.state.State;
import dev.rolecall.cloud.state.StateException;
import dev.rolecall.iam.ExplanationJson;

/**
 * A running local cloud: AWS's wire protocols on loopback, IAM enforced, instances and functions as processes. Everything it starts
 * ends when it is closed.
 */
public final class LocalCloud implements AutoCloseable {
    private final LocalCloudOptions options;
    private final Platform platform;
    private final HttpGateway gateway;
    /** What was asked to make it what it is at its start. */
    private final Traffic before;

    private LocalCloud(LocalCloudOptions options) {
        this.options = options;
        State state = options.state().<State>map(folder -> DurableState.open(folder, options.accountId(), options.region()))
                .orElseGet(State::none);
        try {
            this.platform = new Platform(options, state, this::endpoint, this::door);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
        this.before = new Traffic(platform.trail().calls(), platform.trail().denials());
        try {
            this.gateway = new HttpGateway(options.port(), platform.backend());
        } catch (UncheckedIOException e) {
            platform.close();
            throw e.getCause() instanceof BindException ? new PortTakenException(options.port()) : e;
        }
        platform.begin();
    }

    private Door door(Place place) {
        return gateway.open(place);
    }

    /**
     * Starts a local cloud.
     *
     * @throws PortTakenException where the main port is in use
     * @throws StateException     where the state cannot be used
     */
    public static LocalCloud start(LocalCloudOptions options) {
        return new LocalCloud(options);
    }

    /** The endpoint for every client of every service. */
    public URI endpoint() {
        return gateway.endpoint();
    }

    /** A second endpoint on which {@code aws:SecureTransport} is false. */
    public URI plainHttpEndpoint() {
        return gateway.plainHttpEndpoint();
    }

    public String accountId() {
        return options.accountId();
    }

    public String region() {
        return options.region();
    }

    /** A fresh session of the administrator role, twelve hours long. */
    public SessionCredentials administrator() {
        return platform.administrator("administrator").credentials();
    }

    /** Why a request was denied, by the request id that its answer carried. */
    public Optional<ObjectNode> explanation(String requestId) {
        return platform.trail().byRequestId(requestId).flatMap(AuditRecord::decision).map(ExplanationJson::of);
    }

    /**
     * The newest calls in the order in which they ended, some thousands at most: who called what, what the policies were asked for it, and
     * how they answered. What a role needs can be read off the checks of its sessions.
     */
    public List<AuditRecord> audited() {
        return platform.trail().all();
    }

    /** How much was asked since it is up. */
    public Traffic traffic() {
        return new Traffic(platform.trail().calls() - before.requests(), platform.trail().denials() - before.denials());
    }

    /**
     * What was asked of a cloud.
     *
     * @param requests authenticated calls, those that services made for somebody among them
     * @param denials  how many of them the policies refused
     */
    public record Traffic(long requests, long denials) {}

    /**
     * Ends what was started, then serves no more. Closing twice does nothing more.
     *
     * @throws StateException where the state cannot be written any more; all has ended then
     */
    @Override
    public void close() {
        try {
            platform.close();
        } finally {
            gateway.close();
        }
    }
}
