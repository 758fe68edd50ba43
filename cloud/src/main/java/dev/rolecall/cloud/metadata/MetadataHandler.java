package dev.rolecall.cloud.metadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/**
 * Answers the instance's requests by the rules of IMDSv2. Documented statuses: 400 for a bad TTL, 401 for a token that is missing,
 * unknown or expired, 403 where the service is off or the request came through a proxy, 404. That any other method is 405 is observed.
 */
final class MetadataHandler implements HttpHandler {
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN_PATH = "/latest/api/token";

    /** A page in a browser that resolves its own name to loopback sends its own name. */
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "169.254.169.254");

    private final Supplier<MetadataService.Served> served;
    private final SessionTokens tokens;

    /** @param served as of now: it can change between two requests */
    MetadataHandler(Supplier<MetadataService.Served> served, SessionTokens tokens) {
        this.served = served;
        this.tokens = tokens;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            exchange.getResponseHeaders().set("Server", "EC2ws");
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            answer.ttl().ifPresent(ttl -> exchange.getResponseHeaders().set(TTL, Long.toString(ttl.toSeconds())));
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head && answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        MetadataService.Served now = served.get();
        if (!now.options().enabled() || !ownName(headers.getFirst("Host"))) {
            return Answer.error(403, "Forbidden");
        }
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> put(path, headers);
            case "GET", "HEAD" -> path.equals(TOKEN_PATH) ? Answer.error(405, "Not Allowed") : get(now, path, headers);
            default -> Answer.error(405, "Not Allowed");
        };
    }

    private Answer put(String path, Headers headers) {
        if (!path.equals(TOKEN_PATH) || headers.containsKey("X-Forwarded-For")) {
            return Answer.error(403, "Forbidden");
        }
        String ttl = Optional.ofNullable(headers.getFirst(TTL)).orElse("");
        if (!ttl.matches("\\d{1,5}") || Integer.parseInt(ttl) < 1 || Integer.parseInt(ttl) > SessionTokens.LONGEST_SECONDS) {
            return Answer.error(400, "Bad Request");
        }
        Duration life = Duration.ofSeconds(Integer.parseInt(ttl));
        return new Answer(200, tokens.issue(life).getBytes(StandardCharsets.UTF_8), Optional.of(life));
    }

    private Answer get(MetadataService.Served now, String path, Headers headers) {
        Optional<String> token = Optional.ofNullable(headers.getFirst(TOKEN));
        Optional<Duration> remaining = token.flatMap(tokens::remaining);
        if (remaining.isEmpty() && (token.isPresent() || now.options().tokensRequired())) {
            return Answer.error(401, "Unauthorized");
        }
        if (path.equals("/")) {
            return new Answer(200, "latest".getBytes(StandardCharsets.UTF_8), remaining);
        }
        if (!path.equals("/latest") && !path.startsWith("/latest/")) {
            return Answer.error(404, "Not Found");
        }
        String below = path.length() > "/latest/".length() ? path.substring("/latest/".length()) : "";
        return now.tree().find(below, token.isPresent() ? Delivery.WITH_TOKEN : Delivery.WITHOUT_TOKEN)
                .map(body -> new Answer(200, body, remaining))
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private static boolean ownName(String host) {
        int port = host == null ? -1 : host.lastIndexOf(':');
        return host == null || OWN_NAMES.contains(port < 0 ? host : host.substring(0, port));
    }

    @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
    private record Answer(int status, byte[] body, Optional<Duration> ttl) {
        /** AWS answers errors with a small XHTML page that says no more than the status does. */
        static Answer error(int status, String reason) {
            String page = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<html><head><title>" + status + " - " + reason
                    + "</title></head><body><h1>" + status + " - " + reason + "</h1></body></html>\n";
            return new Answer(status, page.getBytes(StandardCharsets.UTF_8), Optional.empty());
        }
    }
}
