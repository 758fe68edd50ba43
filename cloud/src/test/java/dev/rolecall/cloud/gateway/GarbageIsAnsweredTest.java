package dev.rolecall.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.WireClient.Reply;

/** Whatever comes, the answer is an error of AWS's or a closed connection, and the next request is served. */
class GarbageIsAnsweredTest {
    private static TestCloud cloud;
    private static WireClient wire;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        send("s3", Call.of("PUT", "/bucket"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void theNextRequestIsServed() {
        assertThat(send("sts", Call.form("Action=GetCallerIdentity&Version=2011-06-15")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&&&", "=", "Action=", "Action=%zz", "Action=GetRole&Tags.member.x=1&Tags=2",
            "Action=GetRole&RoleName.member.1=x",
            "Action=GetRole&RoleName.a.b.c=1", "Action=No%0ASuch&Version=1", "{\"json\": true}", "Action=AssumeRole&RoleArn=x",
            "Action=CreateUser&UserName=a&Tags.member.1.Value=v", "Action=CreateUser&UserName=%00"})
    void aMalformedFormIsAClientError(String form) {
        for (String service : new String[]{"sts", "iam", "ec2"}) {
            Reply reply = send(service, Call.form(form));
            assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
            assertThat(reply.body()).contains("<Code>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "1", "\"text\"", "{\"Name\": {\"a\": 1}}", "{\"Names\": [{\"a\": 1}]}", "{\"Name\": []}",
            "\u0000"})
    void malformedJsonIsAClientError(String json) {
        for (String operation : new String[]{"GetParameter", "GetParameters"}) {
            Reply reply = send("ssm", Call.json("AmazonSSM." + operation, json));
            if (reply.status() != 200) {
                assertThat(reply.status()).as(reply.body()).isEqualTo(400);
                assertThat(reply.body()).contains("\"__type\"");
            }
        }
        assertThat(send("ssm", Call.json("AmazonSSM.GetParameter", json)).status()).isEqualTo(400);
    }

    @Test
    void deepJsonIsAClientError() {
        assertThat(send("ssm", Call.json("AmazonSSM.GetParameter", "[".repeat(100_000))).status()).isEqualTo(400);
        assertThat(send("ssm", Call.json("AmazonSSM.GetParameter", "{\"Name\":".repeat(50_000))).status()).isEqualTo(400);
    }

    @Test
    void tooManyOrTooDeepParametersAreAClientError() {
        String many = IntStream.range(0, 20_000).mapToObj(i -> "P" + i + "=x").collect(Collectors.joining("&"));
        assertThat(send("iam", Call.form("Action=ListUsers&" + many)).status()).isEqualTo(400);
        assertThat(send("iam", Call.form("Action=ListUsers&" + "a.".repeat(5_000) + "a=x")).status()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Reply reply = send("iam", Call.form("Action=ListUsers&A=" + "x".repeat(7 * 1024 * 1024)));
        assertThat(reply.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "<Tagging>", "<Tagging><TagSet/>",
            "<!DOCTYPE t [<!ENTITY a \"b\">]><Tagging><TagSet><Tag><Key>&a;</Key><Value>v</Value></Tag></TagSet></Tagging>",
            "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Tagging><TagSet><Tag><Key>&e;</Key></Tag></TagSet></Tagging>"})
    void malformedXmlAndXmlWithEntitiesIsRefused(String xml) {
        Reply reply = send("s3", Call.of("PUT", "/bucket?tagging").withBody(xml));
        assertThat(reply.body()).contains("<Code>MalformedXML</Code>");
        assertThat(send("s3", Call.of("GET", "/bucket?tagging")).body()).contains("<Code>NoSuchTagSet</Code>");
        assertThat(send("s3", Call.of("POST", "/bucket?delete").withBody(xml)).body()).contains("<Code>MalformedXML</Code>");
    }

    @Test
    void anExternalDtdIsNotRead() {
        String xml = "<!DOCTYPE t SYSTEM \"file:///no/such/file\"><Delete><Object><Key>k</Key></Object></Delete>";
        assertThat(send("s3", Call.of("POST", "/bucket?delete").withBody(xml)).body()).contains("<Deleted><Key>k</Key></Deleted>");
    }

    @Test
    void anXmlBombIsRefusedAtOnce() {
        String bomb = IntStream.range(1, 12).mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining("", "<!DOCTYPE b [<!ENTITY l0 \"lol\">",
                        "]><Delete><Object><Key>&l11;</Key></Object></Delete>"));
        assertThat(send("s3", Call.of("POST", "/bucket?delete").withBody(bomb)).body()).contains("<Code>MalformedXML</Code>");
        String deep = "<a>".repeat(100_000);
        assertThat(send("s3", Call.of("POST", "/bucket?delete").withBody(deep)).body()).contains("<Code>MalformedXML</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "GARBAGE\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0000\u0001\u0002\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "PUT /bucket/k HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
            "PUT /bucket/k HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nshort"})
    void bytesThatAreNoRequestEndInAnErrorOrAClosedConnection(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            assertThat(answer(socket)).doesNotContain(" 200 ").doesNotContain(" 500 ");
        }
    }

    @Test
    void connectionsThatSayNothingOrStopHalfwayHoldNobodyUp() throws IOException {
        Socket[] open = new Socket[50];
        for (int i = 0; i < open.length; i++) {
            open[i] = connect();
            open[i].getOutputStream().write((i % 2 == 0 ? "" : "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        theNextRequestIsServed();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void anOperationThatDoesNotExistIsRefused() {
        assertThat(send("iam", Call.form("Action=MakeCoffee&Version=2010-05-08")).body()).contains("<Code>InvalidAction</Code>");
        assertThat(send("coffee", Call.form("Action=MakeCoffee")).status()).isEqualTo(400);
        assertThat(send("ssm", Call.json("AmazonSSM.MakeCoffee", "{}")).body()).contains("UnknownOperationException");
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), cloud.endpoint().getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** Nothing for a connection that is closed without a word: what was sent and not read makes the system break it off. */
    private static String answer(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException closed) {
            return "";
        }
    }

    private static Reply send(String service, Call call) {
        return wire.send(wire.signed(call, service, cloud.administrator()));
    }
}
