package dev.rolecall.lab.whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Relays connections to an endpoint, and holds the first request that contains certain words: what is done then is done in the middle of a run. */
final class Gate implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;

    private final URI behind;
    private final String words;
    private final ServerSocket entrance;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicBoolean holding = new AtomicBoolean();

    Gate(URI behind, String words) throws IOException {
        this.behind = behind;
        this.words = words;
        this.entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("gate").start(this::letIn);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** Whether somebody waits at it. */
    boolean reached() {
        return reached.getCount() == 0;
    }

    /** Lets go on whoever waits. */
    void open() {
        opened.countDown();
    }

    @Override
    public void close() throws IOException {
        open();
        entrance.close();
    }

    private void letIn() {
        while (!entrance.isClosed()) {
            try {
                lead(entrance.accept());
            } catch (IOException e) {
                // The gate was closed: whoever asks finds nobody.
            }
        }
    }

    private void lead(Socket client) throws IOException {
        try {
            Socket server = new Socket(behind.getHost(), behind.getPort());
            Request request = new Request();
            copy(client, server, request, true);
            copy(server, client, request, false);
        } catch (IOException e) {
            // What is behind it is gone, and whoever asks is not left waiting.
            client.close();
        }
    }

    private void copy(Socket from, Socket to, Request request, boolean asking) {
        Thread.ofPlatform().daemon().name("gate").start(() -> {
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] chunk = new byte[CHUNK];
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (asking) {
                        request.add(new String(chunk, 0, read, StandardCharsets.ISO_8859_1));
                        hold(request);
                    } else {
                        request.answered();
                    }
                    out.write(chunk, 0, read);
                }
            } catch (IOException e) {
                // One side has ended, and so does the other.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void hold(Request request) throws InterruptedException {
        if (request.contains(words) && holding.compareAndSet(false, true)) {
            reached.countDown();
            opened.await();
        }
    }

    /** What was asked on a connection since the last answer. */
    private static final class Request {
        private final StringBuilder text = new StringBuilder();

        synchronized void add(String chunk) {
            text.append(chunk);
        }

        synchronized void answered() {
            text.setLength(0);
        }

        synchronized boolean contains(String words) {
            return text.indexOf(words) >= 0;
        }
    }
}
