package dev.rolecall.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.WireClient.Reply;

/**
 * Slow clients, silent ones, and those that break off: each gets an error or a closed connection in the end, nothing is done of a request
 * that did not arrive whole, and all the while everybody else is served.
 */
@Timeout(600)
class ClientsThatHoldOnStopNobodyTest {
    private static final int MANY = 300;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String LARGE = "x".repeat(8 * 1024 * 1024);

    private static TestCloud cloud;
    private static WireClient wire;

    private final List<Socket> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        send(Call.of("PUT", "/bucket"), "s3");
        send(Call.of("PUT", "/bucket/large").withBody(LARGE), "s3");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void everybodyElseIsServed() throws IOException {
        assertServed();
        for (Socket socket : open) {
            socket.close();
        }
        assertServed();
    }

    @Test
    void manyConnectionsThatSayNothing() throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect(cloud);
        }
        assertServed();
    }

    @Test
    void manyConnectionsThatAskedOnceAndStay() throws IOException {
        byte[] request = bytes(signed(Call.form("Action=GetCallerIdentity&Version=2011-06-15"), "sts"));
        for (int i = 0; i < MANY; i++) {
            Socket socket = connect(cloud);
            socket.getOutputStream().write(request);
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        }
        assertServed();
    }

    @Test
    void manyRequestsThatStopAtARandomPlace() throws IOException {
        Random random = new Random(1);
        byte[] request = bytes(signed(Call.form("Action=CreateUser&UserName=half&Version=2010-05-08"), "iam"));
        for (int i = 0; i < MANY; i++) {
            Socket socket = connect(cloud);
            socket.getOutputStream().write(request, 0, random.nextInt(request.length));
            if (random.nextBoolean()) {
                socket.shutdownOutput();
            }
        }
        assertServed();
        assertThat(send(Call.form("Action=GetUser&UserName=half&Version=2010-05-08"), "iam").body()).contains("<Code>NoSuchEntity</Code>");
    }

    @Test
    void anUploadThatTricklesIsStoredWhenItIsWhole() throws IOException, InterruptedException {
        byte[] request = bytes(signed(Call.of("PUT", "/bucket/slow").withBody("drop by drop, to the end"), "s3"));
        Socket socket = connect(cloud);
        int head = request.length - 24;
        socket.getOutputStream().write(request, 0, head);
        for (int i = head; i < request.length; i++) {
            assertThat(send(Call.of("HEAD", "/bucket/slow"), "s3").status()).isEqualTo(404);
            socket.getOutputStream().write(request[i]);
            Thread.sleep(Duration.ofMillis(5));
        }
        assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        assertThat(send(Call.of("GET", "/bucket/slow"), "s3").body()).isEqualTo("drop by drop, to the end");
    }

    @Test
    void anUploadThatBreaksOffLeavesWhatWasThere() throws IOException {
        send(Call.of("PUT", "/bucket/kept").withBody("before"), "s3");
        byte[] request = bytes(signed(Call.of("PUT", "/bucket/kept").withBody("after".repeat(1_000)), "s3"));
        for (int missing : new int[]{1, 1_000, 4_999}) {
            Socket socket = connect(cloud);
            socket.getOutputStream().write(request, 0, request.length - missing);
            socket.shutdownOutput();
            assertThat(answer(socket)).doesNotContain("HTTP/1.1 200");
        }
        assertThat(send(Call.of("GET", "/bucket/kept"), "s3").body()).isEqualTo("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length: 4", "content-length: 40", "content-length: 4\r\ncontent-length: 14",
            "content-length: 14\r\ntransfer-encoding: chunked", "content-length: 0", "content-length: 99999999999999999999",
            "content-length: 14, 14", "content-length: +14", "transfer-encoding: gzip, chunked"})
    void aLengthThatIsNotTheBodys(String lengths) throws IOException {
        Call call = signed(Call.of("PUT", "/bucket/smuggled").withBody("fourteen bytes"), "s3");
        Socket socket = connect(cloud);
        socket.getOutputStream()
                .write(text(call).replaceFirst("content-length: 14", lengths).getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        assertThat(answer(socket)).doesNotContain("HTTP/1.1 200").doesNotContain("HTTP/1.1 500");
        assertThat(send(Call.of("HEAD", "/bucket/smuggled"), "s3").status()).isEqualTo(404);
    }

    @Test
    void headersBeyondWhatTheServerTakes() throws IOException {
        String manyHeaders = "x-h: v\r\n".repeat(100_000);
        for (String headers : List.of("x-large: " + "x".repeat(2 * 1024 * 1024) + "\r\n", manyHeaders, "x".repeat(2 * 1024 * 1024))) {
            Socket socket = connect(cloud);
            String answer;
            try {
                socket.getOutputStream()
                        .write(("GET /bucket HTTP/1.1\r\nhost: x\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                answer = answer(socket);
            } catch (SocketException closed) {
                answer = "";
            }
            assertThat(answer).matches("(?s)|HTTP/1.1 4\\d\\d .*");
        }
    }

    @Test
    void clientsThatNeverReadTheirAnswer() throws IOException {
        byte[] request = bytes(signed(Call.of("GET", "/bucket/large"), "s3"));
        for (int i = 0; i < 20; i++) {
            connect(cloud).getOutputStream().write(request);
        }
        assertServed();
        assertThat(send(Call.of("GET", "/bucket/large"), "s3").body()).hasSize(LARGE.length());
    }

    @Test
    void theCloudClosesOverAllOfThem() throws IOException {
        TestCloud closing = new TestCloud();
        byte[] request = bytes(closing.wire().signed(Call.of("PUT", "/bucket").withBody("x"), "s3", closing.administrator()));
        for (int i = 0; i < 50; i++) {
            connect(closing).getOutputStream().write(request, 0, i % 2 == 0 ? request.length / 2 : request.length - 1);
        }
        // They hold on for ever.
        assertTimeoutPreemptively(Duration.ofMillis(PATIENCE_MILLIS), closing::close);
    }

    private Socket connect(TestCloud to) throws IOException {
        Socket socket = new Socket();
        // Small, so that an answer which is not read fills what lies between.
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), to.endpoint().getPort()));
        open.add(socket);
        return socket;
    }

    /** Nothing for a connection that is closed without a word. */
    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException closed) {
            return "";
        }
    }

    private static void assertServed() {
        assertThat(send(Call.form("Action=GetCallerIdentity&Version=2011-06-15"), "sts").status()).isEqualTo(200);
    }

    private static byte[] bytes(Call call) {
        return text(call).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Call call) {
        StringBuilder text = new StringBuilder(call.method() + " " + call.target() + " HTTP/1.1\r\n");
        call.headers().forEach((name, value) -> {
            if (!name.equals("content-length")) {
                text.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return text.append("content-length: ").append(call.body().length()).append("\r\n\r\n").append(call.body()).toString();
    }

    private static Call signed(Call call, String service) {
        return wire.signed(call, service, cloud.administrator());
    }

    private static Reply send(Call call, String service) {
        return wire.send(signed(call, service));
    }
}
