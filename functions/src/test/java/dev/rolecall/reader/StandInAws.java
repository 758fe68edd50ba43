package dev.rolecall.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server on loopback that answers as S3, as an instance's metadata service and as a container's credentials endpoint do, in the wire format of the S3, EC2
 * and ECS guides.
 */
final class StandInAws implements AutoCloseable {
    static final String BODY = "Welcome to the lesson.\n";
    static final String ROLE_SECRET = "roleSecretRoleSecretRoleSecretRoleSecret";
    static final String ROLE_TOKEN = "roleTokenRoleTokenRoleToken";
    static final String ROLE_KEY = "ASIAIOSFODNN7EXAMPLE";
    static final String TASK_SECRET = "taskSecretTaskSecretTaskSecretTaskSecret";
    static final String TASK_TOKEN = "taskTokenTaskTokenTaskToken";
    static final String TASK_KEY = "ASIAI44QH8DHBEXAMPLE";
    /** What the endpoint that asks for a token wants to see in the Authorization header. */
    static final String TASK_AUTHORIZATION = "taskAuthorizationTaskAuthorization";

    private final HttpServer server;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger metadataRequests = new AtomicInteger();
    private volatile Answer answer = new Answer(200, BODY);
    private volatile boolean taskEndpointWorks = true;

    private record Answer(int status, String body) {}

    private StandInAws(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/bucket/", this::s3);
        server.createContext("/latest/", this::metadata);
        server.createContext("/v1/credentials", this::taskCredentialsForAToken);
        server.createContext("/v2/credentials/", this::taskCredentials);
        server.start();
    }

    static StandInAws start() {
        try {
            return new StandInAws(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on S3 answers with this error. */
    void refuse(int status, String code, String message) {
        answer = new Answer(status, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>");
    }

    void allow() {
        answer = new Answer(200, BODY);
    }

    /** From now on the container's credentials endpoint answers 500. */
    void breakTaskEndpoint() {
        taskEndpointWorks = false;
    }

    /** The Authorization headers that S3 was asked with. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    int metadataRequests() {
        return metadataRequests.get();
    }

    /** The environment of a workload that has only this server to talk to. */
    Map<String, String> environment(String workload) {
        return Map.of("ROLECALL_WORKLOAD", workload, "ROLECALL_BUCKET", "bucket", "ROLECALL_KEY", "lesson/welcome.txt", "AWS_REGION",
                "us-east-1", "AWS_ENDPOINT_URL", url());
    }

    private void s3(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Answer now = answer;
        exchange.getResponseHeaders().set("Content-Type", now.status() == 200 ? "text/plain" : "application/xml");
        exchange.getResponseHeaders().set("ETag", "\"0123456789abcdef0123456789abcdef\"");
        send(exchange, now.status(), now.body());
    }

    private void metadata(HttpExchange exchange) throws IOException {
        metadataRequests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        boolean hasToken = "imds-token".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
        if (exchange.getRequestMethod().equals("PUT") && path.equals("/latest/api/token")) {
            exchange.getResponseHeaders().set("X-aws-ec2-metadata-token-ttl-seconds", "21600");
            send(exchange, 200, "imds-token");
        } else if (!hasToken) {
            send(exchange, 401, "");
        } else if (path.endsWith("/security-credentials/")) {
            send(exchange, 200, "EC2-S3-Role");
        } else if (path.endsWith("/security-credentials/EC2-S3-Role")) {
            send(exchange, 200, """
                    {"Code":"Success","LastUpdated":"2026-11-24T00:00:00Z","Type":"AWS-HMAC","AccessKeyId":"%s",
                     "SecretAccessKey":"%s","Token":"%s","Expiration":"2099-01-01T00:00:00Z"}""".formatted(ROLE_KEY, ROLE_SECRET,
                    ROLE_TOKEN));
        } else {
            send(exchange, 404, "");
        }
    }

    /** As a full URI with a token: https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html. */
    private void taskCredentialsForAToken(HttpExchange exchange) throws IOException {
        if (TASK_AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            taskCredentials(exchange);
        } else {
            send(exchange, 401, "");
        }
    }

    private void taskCredentials(HttpExchange exchange) throws IOException {
        if (taskEndpointWorks) {
            send(exchange, 200, """
                    {"RoleArn":"arn:aws:iam::111122223333:role/TaskRole","AccessKeyId":"%s","SecretAccessKey":"%s","Token":"%s",
                     "Expiration":"2099-01-01T00:00:00Z"}""".formatted(TASK_KEY, TASK_SECRET, TASK_TOKEN));
        } else {
            send(exchange, 500, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange; var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
