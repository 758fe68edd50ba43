package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpServer;

import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.network.Place;
import dev.rolecall.cloud.s3.Buckets;
import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.sts.AuthorizationMessages;

/**
 * The two ports of the local cloud, both plain HTTP on loopback. The main port stands for AWS's HTTPS endpoint, and
 * {@code aws:SecureTransport} is true there; on the second one it is false, for showing that a bucket refuses plain HTTP.
 */
public final class HttpGateway implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer main;
    private final HttpServer plain;
    private final Function<Origin, RequestHandler> handlers;
    private final Networks networks;

    /** What a gateway serves. */
    public record Backend(Map<String, Account> accounts, Credentials credentials, Dispatcher dispatcher, AuthorizationMessages messages,
            Buckets buckets, ObjectStore store,
            Networks networks, String accountId, String region, InstantSource clock) {}

    /**
     * Binds both ports and serves.
     *
     * @param port the main port, 0 for any
     * @throws UncheckedIOException with a {@link java.net.BindException} where it is in use
     */
    public HttpGateway(int port, Backend backend) {
        // Without it the JDK's server waits 40 ms for the client's acknowledgement between header and body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.main = bind(port);
        try {
            this.plain = bind(0);
        } catch (UncheckedIOException e) {
            main.stop(0);
            throw e;
        }
        Authenticator authenticator = new Authenticator(backend.accounts(), backend.credentials(), backend.region(), backend.clock());
        this.networks = backend.networks();
        S3Endpoint s3 = new S3Endpoint(backend.dispatcher(), backend.buckets(), backend.store(), backend.accountId(), backend.region(),
                backend.clock());
        this.handlers = origin -> new RequestHandler(authenticator, backend.dispatcher(), new Ec2Protocol(backend.messages()), s3, origin);
        serve(main, new Origin.Internet(true));
        serve(plain, new Origin.Internet(false));
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpServer server, Origin origin) {
        server.createContext("/", handlers.apply(origin));
        server.setExecutor(executor);
        server.start();
    }

    /** Opens a further port, for one instance alone: a request's origin is known by the port that it arrives at. */
    public Door open(Place place) {
        HttpServer server = bind(0);
        serve(server, new Origin.Instance(place, networks));
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Door() {
            @Override
            public URI endpoint() {
                return endpoint;
            }

            @Override
            public void close() {
                server.stop(0);
            }
        };
    }

    /** The endpoint for every client: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + main.getAddress().getPort());
    }

    /** The endpoint on which {@code aws:SecureTransport} is false. */
    public URI plainHttpEndpoint() {
        return URI.create("http://127.0.0.1:" + plain.getAddress().getPort());
    }

    @Override
    public void close() {
        main.stop(0);
        plain.stop(0);
        executor.shutdownNow();
    }
}
