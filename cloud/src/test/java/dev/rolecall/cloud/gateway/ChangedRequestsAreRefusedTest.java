package dev.rolecall.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.WireClient.Reply;

/** A valid signed request with one signed part changed at random, a few hundred times over: none is served, none is a failure of the cloud's. */
class ChangedRequestsAreRefusedTest {
    private static final Pattern SIGNED_HEADERS = Pattern.compile("SignedHeaders=([^, ]+)");
    private static final List<BiFunction<Call, Random, Call>> OF_ANY = List.of(ChangedRequestsAreRefusedTest::method,
            ChangedRequestsAreRefusedTest::path, ChangedRequestsAreRefusedTest::moreQuery, ChangedRequestsAreRefusedTest::signature,
            ChangedRequestsAreRefusedTest::credential);
    private static final List<BiFunction<Call, Random, Call>> OF_HEADER_SIGNED = List.of(ChangedRequestsAreRefusedTest::headerValue,
            ChangedRequestsAreRefusedTest::headerGone, ChangedRequestsAreRefusedTest::headerNotSigned,
            ChangedRequestsAreRefusedTest::headerMore, ChangedRequestsAreRefusedTest::body);
    private static final List<BiFunction<Call, Random, Call>> OF_PRESIGNED = List.of(ChangedRequestsAreRefusedTest::parameterValue,
            ChangedRequestsAreRefusedTest::parameterGone, ChangedRequestsAreRefusedTest::headerMore);

    private static TestCloud cloud;
    private static WireClient wire;
    private static List<Call> signed;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        AwsCredentials session = cloud.assume(cloud.role("changing", TestCloud.allow("*", "*")));
        wire.send(wire.signed(Call.of("PUT", "/changed"), "s3", session));
        wire.send(wire.signed(Call.of("PUT", "/changed/key").withBody("content"), "s3", session));
        signed = List.of(
                wire.signed(
                        Call.of("PUT", "/changed/put").with("x-amz-meta-a", "one").with("content-type", "text/plain").withBody("content"),
                        "s3", session),
                wire.signed(Call.of("GET", "/changed?list-type=2&prefix=a%2Bb&max-keys=3"), "s3", session),
                wire.signed(Call.of("PUT", "/changed/copy").with("x-amz-copy-source", "/changed/key"), "s3", session),
                wire.signed(Call.form("Action=GetCallerIdentity&Version=2011-06-15"), "sts", session),
                wire.signed(Call.form("Action=ListUsers&Version=2010-05-08"), "iam", session),
                wire.signed(Call.form("Action=DescribeInstances&Version=2016-11-15"), "ec2", session),
                wire.signed(Call.json("AmazonSSM.GetParameter", "{\"Name\": \"/cdk-bootstrap/hnb659fds/version\"}"), "ssm", session),
                wire.signed(Call.of("GET", "/2015-03-31/functions?MaxItems=5"), "lambda", session),
                wire.presigned("GET", "changed", "key", session, Duration.ofHours(1)),
                wire.presigned("PUT", "changed", "new", session, Duration.ofHours(1)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @Test
    void unchangedTheyAreServed() {
        signed.forEach(call -> assertThat(wire.send(call).status()).as(call.toString()).isEqualTo(200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changedTheyAreNot(long seed) {
        Random random = new Random(seed);
        Call original = signed.get(random.nextInt(signed.size()));
        boolean presigned = original.target().contains("X-Amz-Signature");
        List<BiFunction<Call, Random, Call>> changes = new ArrayList<>(OF_ANY);
        changes.addAll(presigned ? OF_PRESIGNED : OF_HEADER_SIGNED);
        Call changed = changes.get(random.nextInt(changes.size())).apply(original, random);
        assertThat(changed).as("a change").isNotEqualTo(original);
        Reply reply = wire.send(changed);
        assertThat(reply.status()).as(changed + "\n" + reply.body()).isBetween(400, 499);
        assertThat(reply.body()).doesNotContain("InternalError").doesNotContain("InternalFailure");
    }

    private static Call method(Call call, Random random) {
        String other = pick(List.of("GET", "PUT", "POST", "DELETE", "PATCH"), call.method(), random);
        return new Call(other, call.target(), call.headers(), call.body());
    }

    private static Call path(Call call, Random random) {
        int end = call.target().indexOf('?') < 0 ? call.target().length() : call.target().indexOf('?');
        int at = 1 + random.nextInt(end);
        return call.at(call.target().substring(0, at) + pick(List.of("x", "%2F", "/y", "%20"), "", random) + call.target().substring(at));
    }

    private static Call moreQuery(Call call, Random random) {
        String more = pick(List.of("acl", "x=1", "prefix=b", "X-Amz-Expires=9", "X-Amz-Signature=" + "0".repeat(64), "max-keys=3"), "",
                random);
        return call.at(call.target() + (call.target().contains("?") ? "&" : "?") + more);
    }

    private static Call signature(Call call, Random random) {
        return everywhere(call, Pattern.compile("(?<=Signature=)[0-9a-f]{64}"), found -> switch (random.nextInt(4)) {
            case 0 -> flipped(found, random);
            case 1 -> found.substring(random.nextInt(1, 64));
            case 2 -> found + "0";
            default -> "0".repeat(64);
        });
    }

    private static Call credential(Call call, Random random) {
        return everywhere(call, Pattern.compile("(?<=Credential=)[A-Z0-9]{20}(/|%2F)\\d{8}(/|%2F)us-east-1(/|%2F)\\w+"),
                found -> switch (random.nextInt(4)) {
                    case 0 -> "AKIAIOSFODNN7EXAMPLE" + found.substring(20);
                    case 1 -> found.replace("us-east-1", "eu-west-1");
                    case 2 -> found.replaceFirst("(s3|sts|iam|ec2|ssm|lambda)$", "kms");
                    default -> found.replaceFirst("(?<=/|%2F)\\d{8}", "20150830");
                });
    }

    private static Call headerValue(Call call, Random random) {
        String name = pick(signedHeaders(call, List.of("host", "content-length")), "", random);
        return call.with(name, name.equals("x-amz-date") ? "20150830T123600Z" : flipped(call.headers().getOrDefault(name, ""), random));
    }

    private static Call headerGone(Call call, Random random) {
        return call.without(pick(signedHeaders(call, List.of("host", "content-length")), "", random));
    }

    private static Call headerNotSigned(Call call, Random random) {
        String name = pick(signedHeaders(call, List.of()), "", random);
        return call.with("authorization", authorization(call).replaceFirst("(;" + name + "\\b|\\b" + name + ";)", ""));
    }

    private static Call headerMore(Call call, Random random) {
        return call.with(pick(List.of("x-amz-acl", "x-amz-meta-more", "x-amz-tagging", "x-amz-security-token"), "", random), "more");
    }

    private static Call body(Call call, Random random) {
        return call.withBody(call.body().isEmpty() ? "more" : random.nextBoolean() ? flipped(call.body(), random) : call.body() + "x");
    }

    private static Call parameterValue(Call call, Random random) {
        List<String> pairs = pairs(call);
        int at = random.nextInt(pairs.size());
        String pair = pairs.get(at);
        int equals = pair.indexOf('=');
        pairs.set(at, pair.substring(0, equals + 1) + (equals + 1 == pair.length() ? "x" : flipped(pair.substring(equals + 1), random)));
        return with(call, pairs);
    }

    private static Call parameterGone(Call call, Random random) {
        List<String> pairs = pairs(call);
        pairs.remove(random.nextInt(pairs.size()));
        return with(call, pairs);
    }

    private static List<String> pairs(Call call) {
        return new ArrayList<>(Arrays.asList(call.target().substring(call.target().indexOf('?') + 1).split("&", -1)));
    }

    private static Call with(Call call, List<String> pairs) {
        return call.at(call.target().substring(0, call.target().indexOf('?') + 1) + String.join("&", pairs));
    }

    private static Call everywhere(Call call, Pattern pattern, UnaryOperator<String> change) {
        Map<String, String> headers = new TreeMap<>(call.headers());
        headers.computeIfPresent("authorization", (name, value) -> replace(value, pattern, change));
        return new Call(call.method(), replace(call.target(), pattern, change), headers, call.body());
    }

    private static String replace(String text, Pattern pattern, UnaryOperator<String> change) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? text.substring(0, matcher.start()) + change.apply(matcher.group()) + text.substring(matcher.end()) : text;
    }

    private static String authorization(Call call) {
        return call.headers().getOrDefault("authorization", "");
    }

    /** Those that the client sends as they are, which the HTTP client does not set itself. */
    private static List<String> signedHeaders(Call call, List<String> without) {
        Matcher list = SIGNED_HEADERS.matcher(authorization(call));
        assertThat(list.find()).isTrue();
        return Arrays.stream(list.group(1).split(";", -1)).filter(name -> !without.contains(name)).toList();
    }

    /** A letter or digit becomes another, never one that means the same. */
    private static String flipped(String text, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            boolean escape = (i > 0 && text.charAt(i - 1) == '%') || (i > 1 && text.charAt(i - 2) == '%');
            if (Character.isLetterOrDigit(text.charAt(i)) && !escape) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return text + "x";
        }
        int at = places.get(random.nextInt(places.size()));
        char c = text.charAt(at);
        char other = c == '9' ? '0' : c == 'z' ? 'a' : c == 'Z' ? 'A' : (char) (c + 1);
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static String pick(List<String> choices, String not, Random random) {
        List<String> left = choices.stream().filter(choice -> !choice.equals(not)).toList();
        return left.get(random.nextInt(left.size()));
    }
}
