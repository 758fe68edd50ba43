package dev.rolecall.lab.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.LocalCloud;
import dev.rolecall.cloud.LocalCloudOptions;
import dev.rolecall.cloud.PortTakenException;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.state.StateException;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.RunFolder;
import dev.rolecall.lab.client.ClientFiles;

/** A local cloud in this process that other processes of the same user find and ask. */
public final class CloudServer implements AutoCloseable {
    private static final String CLIENT = "client";

    private final LocalCloud cloud;
    private final Path client;
    private final Optional<Path> state;
    private final Instant since;
    private final Path socket;
    private final ServerSocketChannel door;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private CloudServer(LocalCloud cloud, Path client, Optional<Path> state, MeetingPlace place, Instant since) throws IOException {
        this.cloud = cloud;
        this.client = client;
        this.state = state;
        this.since = since;
        this.socket = place.open(cloud.endpoint().getPort());
        // One that was killed leaves its socket behind; the port was free, so nobody is behind it.
        Files.deleteIfExists(socket);
        this.door = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    /**
     * Starts one.
     *
     * @param port   the loopback port, 0 for any
     * @param folder where it and what runs in it may write
     * @param state  the folder that it comes back from and is kept in; empty where it is gone when it stops
     * @throws LabException where the port is taken, or the state cannot be used
     */
    public static CloudServer start(int port, RunFolder folder, Optional<Path> state, MeetingPlace place, InstantSource clock) {
        LocalCloud cloud = cloud(port, folder, state, clock);
        try {
            // What a shell was told of it stays where it was told, as long as the cloud comes back.
            Path client = Files.createDirectories(state.orElse(folder.path()).resolve(CLIENT));
            CloudServer server = new CloudServer(cloud, client, state, place, clock.instant());
            Files.writeString(client.resolve("config"), ClientFiles.config(cloud.region()));
            Thread.ofPlatform().daemon().name("door").start(server::serve);
            return server;
        } catch (IOException | RuntimeException e) {
            cloud.close();
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    private static LocalCloud cloud(int port, RunFolder folder, Optional<Path> state, InstantSource clock) {
        LocalCloudOptions defaults = LocalCloudOptions.defaults(folder.path());
        LocalCloudOptions options = new LocalCloudOptions(port, defaults.accountId(), defaults.region(), folder.path(), clock,
                defaults.lifetimes()).inTemporary(folder.path());
        try {
            return LocalCloud.start(state.map(options::keptIn).orElse(options));
        } catch (PortTakenException e) {
            throw LabException.missing("Port " + e.port() + " on 127.0.0.1 is taken: choose another with --port, or 0 for any free one.");
        } catch (StateException e) {
            throw switch (e.fault()) {
                case UNSUITABLE -> LabException.wrongInput(e.getMessage());
                case IN_USE, NOT_WRITABLE -> LabException.missing(e.getMessage());
            };
        }
    }

    /** How it stands now. */
    public Standing standing() {
        LocalCloud.Traffic traffic = cloud.traffic();
        return new Standing(cloud.endpoint(), cloud.plainHttpEndpoint(), cloud.accountId(), cloud.region(), ProcessHandle.current().pid(),
                since, traffic.requests(), traffic.denials(), state);
    }

    /** Returns when another process has asked this one to stop, or when the time is over. */
    public void awaitStop(long millis) throws InterruptedException {
        boolean ignored = stop.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether that has happened. */
    public boolean stopping() {
        return stop.getCount() == 0;
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel visitor = door.accept();
                Thread.ofVirtual().name("visitor").start(() -> answer(visitor));
            }
        } catch (ClosedChannelException e) {
            // Nobody is let in any more.
        } catch (IOException e) {
            System.getLogger(CloudServer.class.getName()).log(System.Logger.Level.WARNING, "The local cloud cannot be asked any more", e);
        }
    }

    private void answer(SocketChannel visitor) {
        try (visitor;
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(visitor), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            if (line != null) {
                byte[] answer = answer(RunningCloud.Request.valueOf(line)).toString().getBytes(StandardCharsets.UTF_8);
                visitor.write(ByteBuffer.wrap(answer));
            }
        } catch (IOException | IllegalArgumentException e) {
            // A visitor that leaves early, or asks for something else, gets no answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode answer(RunningCloud.Request request) throws InterruptedException {
        return switch (request) {
            case STATUS -> standing().json();
            case CREDENTIALS -> {
                SessionCredentials session = cloud.administrator();
                yield standing().json().put("accessKeyId", session.accessKeyId()).put("secretAccessKey", session.secretAccessKey().reveal())
                        .put("sessionToken", session.sessionToken().reveal()).put("expiration", session.expiration().toString())
                        .put("folder", client.toString());
            }
            case STOP -> {
                stop.countDown();
                stopped.await();
                yield standing().json();
            }
        };
    }

    /** Stops the cloud and everything in it. */
    @Override
    public void close() {
        try {
            door.close();
            cloud.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stop.countDown();
            stopped.countDown();
        }
    }
}
