package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.s3.S3Request;

/**
 * An object store behind the same server and the same reading and writing of HTTP as {@link HttpGateway}, and nobody at the door. It
 * stands in this package because all that is its own; the local cloud has no switch that turns enforcement off.
 */
public final class OpenGateway implements AutoCloseable {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final ObjectStore store;

    public OpenGateway(ObjectStore store) {
        this.store = store;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WireRequest request = Exchanges.read(exchange, true, "open");
            StoreResponse response = new StoreResponse(exchange);
            S3Request call = S3Request.of(request.http());
            store.serve(call, new StoreRequest(call), response, request.body());
            response.finish();
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
