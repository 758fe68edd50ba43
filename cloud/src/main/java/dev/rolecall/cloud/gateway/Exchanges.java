package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;

import dev.rolecall.cloud.sigv4.SignedRequest;

/** Between the JDK's HTTP server and this package's values. */
final class Exchanges {
    private static final int NOT_MODIFIED = 304;

    private Exchanges() {}

    static WireRequest read(HttpExchange exchange, boolean secureTransport, String requestId) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath() == null ? "/" : uri.getRawPath();
        // A request target that begins with two slashes parses as an authority; S3 keys may begin with one.
        String rawPath = uri.getRawAuthority() == null || uri.getScheme() != null ? path : "//" + uri.getRawAuthority() + path;
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new WireRequest(new SignedRequest(exchange.getRequestMethod(), rawPath, query, Map.copyOf(headers)),
                exchange.getRequestBody(),
                exchange.getRemoteAddress().getAddress().getHostAddress(), secureTransport, Optional.empty(), requestId);
    }

    static void write(HttpExchange exchange, WireResponse response) throws IOException {
        response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean bodiless = response.body().length == 0 || response.status() == NOT_MODIFIED || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
