package dev.rolecall.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.WireClient.Reply;

/** Random requests, signed by somebody who may do everything, and random bytes: the cloud fails over none, and serves the next. */
class RandomRequestsAreAnsweredTest {
    private static final List<String> WORDS = List.of("a", "fuzz", "..", "%00", "%ff", "%2e%2e", "é", "x".repeat(300), "null", "-1", "0",
            "1",
            "99999999999999999999", "true", "*", "{}", "[]", "<a>", "&amp;", "arn:aws:iam::111122223333:role/r", "%", "%zz", "a=b", " ",
            "");
    private static final List<String> S3_NAMES = List.of("acl", "tagging", "uploads", "uploadId", "partNumber", "versionId", "prefix",
            "max-keys", "delimiter", "list-type", "continuation-token", "policy", "location", "attributes", "delete", "versions",
            "encryption",
            "publicAccessBlock", "ownershipControls", "response-content-type", "x-id", "marker", "encoding-type", "max-parts");
    private static final List<String> S3_HEADERS = List.of("x-amz-copy-source", "x-amz-tagging", "x-amz-acl", "x-amz-metadata-directive",
            "x-amz-tagging-directive", "range", "x-amz-copy-source-range", "if-match", "if-modified-since", "content-md5", "x-amz-meta-a",
            "x-amz-storage-class", "x-amz-server-side-encryption", "x-amz-object-attributes", "x-amz-checksum-crc32", "content-encoding",
            "x-amz-expected-bucket-owner", "x-amz-decoded-content-length", "x-amz-trailer");
    private static final Map<String, List<String>> FORMS = Map.of("sts",
            List.of("AssumeRole", "GetCallerIdentity", "GetSessionToken", "GetFederationToken", "DecodeAuthorizationMessage"), "iam",
            List.of("CreateUser", "CreateRole", "PutUserPolicy", "ListUsers", "GetUser", "TagUser", "CreatePolicy", "SimulateCustomPolicy"),
            "ec2", List.of("DescribeInstances", "GetConsoleOutput", "TerminateInstances", "CreateVpc", "RunInstances"), "cloudformation",
            List.of("DescribeStacks", "ListStacks", "GetTemplate", "CreateStack"));
    private static final List<String> MEMBERS = List.of("UserName", "RoleName", "RoleArn", "RoleSessionName", "PolicyDocument",
            "Tags.member.1.Key",
            "Tags.member.1.Value", "Marker", "MaxItems", "InstanceId.1", "Filter.1.Name", "Filter.1.Value.1", "StackName", "TemplateBody",
            "DurationSeconds", "Name", "PolicyInputList.member.1", "ActionNames.member.1", "ImageId", "MinCount", "UserData");
    private static final Map<String, List<String>> TARGETS = Map.of("ssm",
            List.of("AmazonSSM.GetParameter", "AmazonSSM.PutParameter", "AmazonSSM.GetParameters"), "logs",
            List.of("Logs_20140328.DescribeLogGroups", "Logs_20140328.CreateLogGroup"), "tagging",
            List.of("ResourceGroupsTaggingAPI_20170126.GetResources"), "organizations",
            List.of("AWSOrganizationsV20161128.DescribeOrganization"));
    private static final List<String> FIELDS = List.of("Name", "Names", "Value", "Type", "logGroupName", "limit", "nextToken", "TagFilters",
            "ResourcesPerPage", "tags");

    private static TestCloud cloud;
    private static WireClient wire;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        send(Call.of("PUT", "/fuzz"), "s3");
        send(Call.of("PUT", "/fuzz/a").withBody("content"), "s3");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSignedRequestToS3(long seed) {
        Random random = new Random(seed);
        Call call = Call.of(one(List.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS"), random), s3Target(random));
        for (int i = random.nextInt(4); i > 0; i--) {
            call = call.with(one(S3_HEADERS, random), word(random).strip());
        }
        assertAnswered(send(call.withBody(body(random)), "s3"), call);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSignedRequestToAnotherService(long seed) {
        Random random = new Random(seed);
        boolean form = random.nextBoolean();
        String service = one(List.copyOf(new TreeMap<>(form ? FORMS : TARGETS).keySet()), random);
        Call call = form ? form(service, random) : json(service, random);
        if (random.nextInt(6) == 0) {
            service = one(List.of("lambda", "scheduler"), random);
            call = Call.of(one(List.of("GET", "POST", "PUT", "DELETE"), random),
                    one(List.of("/2015-03-31/functions", "/schedules", "/schedule-groups", "/tags"), random) + "/" + escaped(word(random)))
                    .withBody(json(random, 0));
        }
        assertAnswered(send(call, service), call);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomBytesOnTheWire(long seed) throws IOException {
        Random random = new Random(seed);
        String body = body(random);
        int length = random.nextInt(3) == 0 ? random.nextInt(2_000) : body.getBytes(StandardCharsets.UTF_8).length;
        String head = one(List.of("GET", "PUT", "POST", "X", "get", ""), random) + " " + one(List.of("/", "/fuzz/a", "//", "*", "fuzz",
                "http://example.com/", "/%", "/" + (char) random.nextInt(1, 256)), random) + " "
                + one(List.of("HTTP/1.1", "HTTP/1.0", "HTTP/9"),
                        random)
                + "\r\n" + IntStream.range(0, random.nextInt(6)).mapToObj(i -> one(HEADER_LINES, random)).collect(Collectors.joining())
                + "content-length: " + length + "\r\n\r\n";
        String answer = exchange((head + body).getBytes(StandardCharsets.ISO_8859_1), random);
        assertThat(answer).as(head).doesNotContain("InternalError").doesNotContain("InternalFailure").doesNotStartWith("HTTP/1.1 500");
        assertThat(send(Call.form("Action=GetCallerIdentity&Version=2011-06-15"), "sts").status()).isEqualTo(200);
    }

    private static final List<String> HEADER_LINES = List.of("host: 127.0.0.1\r\n", "authorization: AWS4-HMAC-SHA256 Credential=a/b\r\n",
            "authorization: Bearer x\r\n", "x-amz-date: 20260101T000000Z\r\n", "transfer-encoding: chunked\r\n", "x-amz-target: a.b\r\n",
            "content-type: application/x-www-form-urlencoded\r\n", "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n", ": \r\n",
            "no colon\r\n", "x-amz-decoded-content-length: -1\r\n", "expect: 100-continue\r\n", "content-length: 5\r\n",
            "authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20150830/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\n");

    private static String exchange(byte[] bytes, Random random) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), cloud.endpoint().getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes, 0, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readNBytes(64 * 1024), StandardCharsets.UTF_8);
        } catch (SocketException closed) {
            return "";
        }
    }

    private static String s3Target(Random random) {
        String path = one(List.of("/", "/fuzz", "/fuzz/a", "/fuzz/" + escaped(word(random)), "/" + escaped(word(random))), random);
        String query = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> one(S3_NAMES, random) + one(List.of("", "=" + escaped(word(random))),
                        random))
                .distinct().collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static Call form(String service, Random random) {
        String parameters = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> "&" + one(MEMBERS, random) + "=" + escaped(one(List.of(word(random), json(random, 0)), random)))
                .collect(Collectors.joining());
        return Call.form("Action=" + one(FORMS.getOrDefault(service, List.of()), random) + "&Version=2010-05-08" + parameters);
    }

    private static Call json(String service, Random random) {
        return Call.json(one(TARGETS.getOrDefault(service, List.of()), random),
                random.nextInt(5) == 0 ? word(random) + "{" : json(random, 0));
    }

    private static String json(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 3 : 6)) {
            case 0 -> "null";
            case 1 -> String.valueOf(random.nextInt());
            case 2 -> "\"" + word(random).replace("\"", "") + "\"";
            case 3 -> "[" + json(random, depth + 1) + "]";
            default ->
                IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> "\"" + one(FIELDS, random) + "\": " + json(random, depth + 1))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String body(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> json(random, 0);
            case 2 -> "<Tagging><TagSet><Tag><Key>" + word(random) + "</Key></Tag></TagSet></Tagging>";
            case 3 -> "<Delete><Object><Key>" + word(random) + "</Key></Object></Delete>";
            case 4 -> "<CompleteMultipartUpload><Part><PartNumber>" + word(random) + "</PartNumber></Part></CompleteMultipartUpload>";
            default -> word(random) + word(random);
        };
    }

    private static String word(Random random) {
        return one(WORDS, random);
    }

    /** What a URL may hold; a percent sign that begins an octet stays one. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            escaped.append(c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)
                    ? String.valueOf(c)
                    : String.format("%%%02X", (int) c));
        }
        return escaped.toString().replaceAll("%25(?=[0-9a-f]{2}(?![0-9A-F]))", "%");
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static void assertAnswered(Reply reply, Call call) {
        assertThat(reply.status()).as(call + "\n" + reply.body()).isNotIn(500, 502, 503);
        assertThat(reply.body()).doesNotContain("InternalError").doesNotContain("InternalFailure");
        assertThat(reply.status() >= 400 && !call.method().equals("HEAD") && reply.body().isEmpty()).as(call + " is refused without a word")
                .isFalse();
    }

    private static Reply send(Call call, String service) {
        return wire.send(wire.signed(call, service, cloud.administrator()));
    }
}
