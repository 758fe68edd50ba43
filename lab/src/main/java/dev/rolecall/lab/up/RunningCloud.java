package dev.rolecall.lab.up;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.client.ClientEnvironment;
import dev.rolecall.lab.client.ShellFiles;

/** A local cloud of another process, through its socket. */
public final class RunningCloud {
    private final Path socket;

    RunningCloud(Path socket) {
        this.socket = socket;
    }

    /** How it stands; empty where nobody answers any more. */
    public Optional<Standing> standing() {
        try {
            return Optional.of(Standing.of(ask(Request.STATUS)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** An environment with a fresh credential of the administrator role. */
    public ClientEnvironment environment(ShellFiles files) {
        try {
            JsonNode answer = ask(Request.CREDENTIALS);
            Standing standing = Standing.of(answer);
            AwsSessionCredentials credentials = AwsSessionCredentials.builder().accessKeyId(answer.path("accessKeyId").asString())
                    .secretAccessKey(answer.path("secretAccessKey").asString()).sessionToken(answer.path("sessionToken").asString())
                    .expirationTime(Instant.parse(answer.path("expiration").asString())).build();
            return new ClientEnvironment(standing.endpoint(), standing.region(), credentials, Path.of(answer.path("folder").asString()),
                    files);
        } catch (IOException e) {
            throw gone();
        }
    }

    /** Asks it to stop, and returns when it has. */
    public void stop() {
        try {
            ask(Request.STOP);
        } catch (IOException e) {
            // Its answer may come too late to be sent.
            if (standing().isPresent()) {
                throw gone();
            }
        }
    }

    /** What one process may ask of another. */
    enum Request {
        STATUS, CREDENTIALS, STOP
    }

    private JsonNode ask(Request request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            Channels.newOutputStream(channel).write((request.name() + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            if (answer.length == 0) {
                throw new IOException("no answer");
            }
            return JsonMapper.shared().readTree(answer);
        }
    }

    private LabException gone() {
        return LabException.missing("The local cloud behind " + socket + " does not answer any more: start one with rolecall up --detach.");
    }
}
