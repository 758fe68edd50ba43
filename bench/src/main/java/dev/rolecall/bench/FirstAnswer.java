package dev.rolecall.bench;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long a {@code ./rolecall up} takes from the start of its process to the answer to its first signed request. */
final class FirstAnswer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PERIOD_MILLIS = 2;
    private static final String WHO_AM_I = "Action=GetCallerIdentity&Version=2011-06-15";

    private FirstAnswer() {}

    static Duration of(Path root, Path meetingPlace, int port) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("rolecall").toString(), "up", "--port", String.valueOf(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_RUNTIME_DIR", meetingPlace.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            JsonNode session = session(meetingPlace.resolve("rolecall").resolve(port + ".sock"), start);
            AwsSessionCredentialsIdentity credentials = AwsSessionCredentialsIdentity.create(session.path("accessKeyId").asString(),
                    session.path("secretAccessKey").asString(), session.path("sessionToken").asString());
            Answer answer = SignedCall.sign(URI.create(session.path("endpoint").asString()),
                    new SignedCall.Unsigned("sts", "/", WHO_AM_I), credentials).send();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (answer != Answer.ALLOWED) {
                throw new IllegalStateException("The first request was answered with " + answer);
            }
            return took;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** As {@code rolecall env} asks for it. */
    private static JsonNode session(Path socket, long start) throws IOException, InterruptedException {
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            Optional<byte[]> answer = ask(socket);
            if (answer.isPresent()) {
                return JsonMapper.shared().readTree(answer.get());
            }
            Thread.sleep(PERIOD_MILLIS);
        }
        throw new IllegalStateException("Nobody answers at " + socket + ".");
    }

    private static Optional<byte[]> ask(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap("CREDENTIALS\n".getBytes(StandardCharsets.UTF_8)));
            return Optional.of(Channels.newInputStream(channel).readAllBytes()).filter(answer -> answer.length > 0);
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
