package dev.rolecall.lab.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Runs on a copy of the instance, alone in a jar, and knows nothing but the JDK: a container credentials endpoint in the process of the program that asks it.
 * What it gives is a key that nobody has. So whoever uses it is refused, and has told where the credentials came from.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">container credential provider</a>
 */
public final class ContainerEndpoint {
    /** The SDK's name, as a system property, for {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}: which port is free is known in here only. */
    private static final String URI = "aws.containerCredentialsFullUri";
    /** It gives credentials. */
    static final String WORKS = "works";
    /** It answers that it gives none. */
    static final String REFUSES = "refuses";
    /** It has been closed: its port is one at which nobody listens. */
    static final String DEAD = "dead";
    private static final int FORBIDDEN = 403;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Duration LIFE = Duration.ofHours(1);

    private ContainerEndpoint() {}

    /**
     * Starts the endpoint, then the program.
     *
     * @param arguments how it is, and the program's main class
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", arguments[0].equals(WORKS) ? ContainerEndpoint::answer : ContainerEndpoint::refuse);
        server.start();
        System.setProperty(URI, "http://127.0.0.1:" + server.getAddress().getPort() + "/");
        if (arguments[0].equals(DEAD)) {
            server.stop(0);
        }
        Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = "{\"AccessKeyId\": \"AKIA%s\", \"SecretAccessKey\": \"%s\", \"Expiration\": \"%s\"}"
                .formatted(text(16), text(40), Instant.now().plus(LIFE)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(FORBIDDEN, -1);
        }
    }

    private static String text(int length) {
        return new SecureRandom().ints(length, 0, ALPHABET.length()).mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
