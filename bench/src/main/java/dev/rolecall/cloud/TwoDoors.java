package dev.rolecall.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.gateway.HttpGateway;
import dev.rolecall.cloud.gateway.OpenGateway;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.state.State;

/** A local cloud whose object store has a second door, without a guard. */
public final class TwoDoors implements AutoCloseable {
    private final AtomicReference<URI> endpoint = new AtomicReference<>(URI.create("http://127.0.0.1"));
    private final Platform platform;
    private final HttpGateway guarded;
    private final OpenGateway open;

    /** @param directory an empty folder */
    public TwoDoors(Path directory) {
        platform = new Platform(LocalCloudOptions.defaults(directory), State.none(), endpoint::get, _ -> Door.shared(endpoint.get()));
        HttpGateway.Backend backend = platform.backend();
        guarded = new HttpGateway(0, backend);
        endpoint.set(guarded.endpoint());
        open = new OpenGateway(backend.store());
    }

    public URI guarded() {
        return guarded.endpoint();
    }

    public URI open() {
        return open.endpoint();
    }

    /** A fresh session of the administrator role. */
    public SessionCredentials administrator() {
        return platform.administrator("bench").credentials();
    }

    @Override
    public void close() {
        open.close();
        platform.close();
        guarded.close();
    }
}
