package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The Runtime API of one execution environment, on a loopback port of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";
    /** The largest answer of a synchronous invocation, as Lambda's own message names it. */
    private static final int LARGEST_RESPONSE = 6_291_556;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SynchronousQueue<Work> waiting = new SynchronousQueue<>();
    private final Map<String, Work> taken = new ConcurrentHashMap<>();
    private final CompletableFuture<InvocationResult.Failed> initError = new CompletableFuture<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final String functionArn;
    private final InstantSource clock;

    /** One invocation on its way through the runtime. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
    record Work(UUID requestId, byte[] payload, Duration timeout, CompletableFuture<InvocationResult> result) {}

    RuntimeApi(String functionArn, InstantSource clock) throws IOException {
        this.functionArn = functionArn;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext(BASE, this::handle);
        server.start();
    }

    /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} gives it. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Done when the function's initialisation has failed. */
    CompletableFuture<InvocationResult.Failed> initError() {
        return initError;
    }

    /** Opens when the runtime asks for its first invocation. */
    CountDownLatch ready() {
        return ready;
    }

    /** Hands an invocation to the runtime, which is waiting for it. */
    void give(Work work) throws InterruptedException {
        waiting.put(work);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!address().equals(exchange.getRequestHeaders().getFirst("Host"))) {
                // A page in a browser that resolves its own name to loopback sends its own name.
                send(exchange, 403, "{\"errorMessage\":\"Forbidden\",\"errorType\":\"InvalidRequest\"}");
                return;
            }
            String path = exchange.getRequestURI().getPath().substring(BASE.length());
            if (path.equals("invocation/next")) {
                next(exchange);
            } else if (path.equals("init/error")) {
                initError.complete(new InvocationResult.Failed(read(exchange).orElseGet(() -> new byte[0])));
                send(exchange, 202, "{\"status\":\"OK\"}");
            } else if (path.startsWith("invocation/") && path.endsWith("/response")) {
                finish(exchange, path,
                        read(exchange).<InvocationResult>map(InvocationResult.Answered::new).orElseGet(RuntimeApi::tooLarge));
            } else if (path.startsWith("invocation/") && path.endsWith("/error")) {
                finish(exchange, path, read(exchange).<InvocationResult>map(InvocationResult.Failed::new).orElseGet(RuntimeApi::tooLarge));
            } else {
                send(exchange, 404, "{\"errorMessage\":\"Unknown path\",\"errorType\":\"InvalidRequest\"}");
            }
        }
    }

    /** The body; empty where it is too large. */
    private static Optional<byte[]> read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_RESPONSE + 1);
        if (body.length <= LARGEST_RESPONSE) {
            return Optional.of(body);
        }
        // A runtime reads its answer only once it has sent everything.
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        return Optional.empty();
    }

    private static InvocationResult.Failed tooLarge() {
        return InvocationResult.Failed.of("Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + LARGEST_RESPONSE + " bytes).");
    }

    private void next(HttpExchange exchange) throws IOException {
        ready.countDown();
        try {
            Work work = waiting.take();
            taken.put(work.requestId().toString(), work);
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", work.requestId().toString());
            headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(clock.instant().plus(work.timeout()).toEpochMilli()));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
            // Without a content type the runtime interface client's native library brings its JVM down.
            headers.set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, work.payload().length);
            exchange.getResponseBody().write(work.payload());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(HttpExchange exchange, String path, InvocationResult result) throws IOException {
        String id = path.substring("invocation/".length(), path.lastIndexOf('/'));
        Work work = taken.remove(id);
        if (work == null) {
            send(exchange, 400, "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}");
            return;
        }
        send(exchange, 202, "{\"status\":\"OK\"}");
        work.result().complete(result);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
