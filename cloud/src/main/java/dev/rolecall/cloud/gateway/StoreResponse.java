package dev.rolecall.cloud.gateway;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/** An answer as S3Proxy's handler writes it, sent as it comes: headers with the first byte, then the content. */
final class StoreResponse extends HttpServletResponseWrapper {
    private static final HttpServletResponse UNSUPPORTED = (HttpServletResponse) Proxy.newProxyInstance(
            StoreResponse.class.getClassLoader(), new Class<?>[]{HttpServletResponse.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final HttpExchange exchange;
    private final PrintWriter writer;
    private final ServletOutputStream output = new Output();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Optional<UnaryOperator<String>> edit = Optional.empty();
    private int status = 200;
    private boolean committed;

    StoreResponse(HttpExchange exchange) {
        super(UNSUPPORTED);
        this.exchange = exchange;
        this.writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8)));
    }

    /** Holds a document back until it is whole, and sends what is made of it. */
    void edited(UnaryOperator<String> change) {
        edit = Optional.of(change);
    }

    /** Sends what is still to be sent; to be called once the handler has returned. */
    void finish() throws IOException {
        writer.flush();
        if (edit.isPresent() && !committed && held.size() > 0) {
            byte[] document = edit.get().apply(held.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            setHeader("Content-Length", String.valueOf(document.length));
            commit(true).write(document);
        } else {
            commit(false);
        }
    }

    private OutputStream commit(boolean withBody) throws IOException {
        if (!committed) {
            committed = true;
            String length = exchange.getResponseHeaders().getFirst("Content-Length");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            boolean bodiless = head || !withBody || status == NO_CONTENT || status == NOT_MODIFIED;
            exchange.sendResponseHeaders(status, bodiless ? -1 : length == null ? 0 : fixed(length));
        }
        return exchange.getResponseBody();
    }

    /** The server takes 0 for chunked and -1 for empty. */
    private static long fixed(String length) {
        long bytes = Long.parseLong(length);
        return bytes == 0 ? -1 : bytes;
    }

    private final class Output extends ServletOutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[]{(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (edit.isPresent()) {
                held.write(bytes, offset, length);
                return;
            }
            OutputStream body = commit(true);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                body.write(bytes, offset, length);
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("asynchronous output");
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return output;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int code) {
        status = code;
        try {
            commit(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        exchange.getResponseHeaders().add(name, value);
    }

    @Override
    public void setHeader(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    @Override
    public void addDateHeader(String name, long epochMillis) {
        addHeader(name, HTTP_DATE.format(Instant.ofEpochMilli(epochMillis)));
    }

    @Override
    public @Nullable String getHeader(String name) {
        return exchange.getResponseHeaders().getFirst(name);
    }

    @Override
    public boolean containsHeader(String name) {
        return exchange.getResponseHeaders().containsKey(name);
    }

    @Override
    public void setContentType(String type) {
        setHeader("Content-Type", type);
    }

    @Override
    public void setCharacterEncoding(String encoding) {
        // Everything written here is UTF-8 already.
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }
}
