package dev.rolecall.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The evidence, as the labs that parse it get it. The key id is the one of AWS's documentation, the secrets are made up. */
class WhatTheReaderReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:01.5Z");
    private static final String SECRET = "not/A+real/Secret/but+As/long+As/one/is/";
    private static final String TOKEN = "notARealTokenButLongEnoughToBeFound";
    private static final AwsCredentials KEY = AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", SECRET);
    private static final AwsCredentials SESSION = AwsSessionCredentials.builder().accessKeyId("ASIAIOSFODNN7EXAMPLE")
            .secretAccessKey(SECRET)
            .sessionToken(TOKEN).expirationTime(Instant.parse("2026-11-24T06:00:00Z")).providerName("0").build();

    @TempDir
    private Path home = Path.of("");

    private StandInAws aws = StandInAws.start();

    @BeforeEach
    void fresh() {
        aws.allow();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void a_read_names_the_object_and_the_badge() {
        JsonNode evidence = attempt(SESSION);
        assertThat(evidence.propertyNames()).containsExactly("workload", "at", "outcome", "object", "credentials", "secretOnDisk",
                "millis");
        assertThat(evidence.path("outcome").asString()).isEqualTo("read");
        assertThat(evidence.path("at").asString()).isEqualTo("2026-11-24T00:00:01.500Z");
        assertThat(evidence.path("object").toString()).isEqualTo("{\"bucket\":\"bucket\",\"key\":\"lesson/welcome.txt\",\"bytes\":"
                + StandInAws.BODY.length() + ",\"etag\":\"\\\"0123456789abcdef0123456789abcdef\\\"\"}");
        assertThat(evidence.path("credentials").toString()).isEqualTo("{\"accessKeyId\":\"ASIA\u2026MPLE\",\"sessionToken\":true,"
                + "\"expiresAt\":\"2026-11-24T06:00:00Z\",\"provider\":\"InstanceProfileCredentialsProvider\"}");
        assertThat(evidence.path("millis").path("sinceStart").asInt()).isEqualTo(1500);
    }

    @Test
    void a_long_term_key_has_neither_token_nor_expiry() {
        JsonNode credentials = attempt(KEY).path("credentials");
        assertThat(credentials.path("accessKeyId").asString()).isEqualTo("AKIA\u2026MPLE");
        assertThat(credentials.path("sessionToken").asBoolean()).isFalse();
        assertThat(credentials.path("expiresAt").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"403,AccessDenied,refused", "400,ExpiredToken,refused", "403,InvalidAccessKeyId,refused",
            "403,SignatureDoesNotMatch,refused",
            "400,InvalidToken,refused", "401,Whatever,refused", "404,NoSuchKey,failed", "404,NoSuchBucket,failed",
            "400,InvalidRequest,failed"})
    void an_error_of_the_service_is_told_as_the_service_told_it(int status, String code, String outcome) {
        aws.refuse(status, code, "Because of that");
        JsonNode evidence = attempt(SESSION);
        assertThat(evidence.path("outcome").asString()).isEqualTo(outcome);
        assertThat(evidence.has("object")).isFalse();
        String requestId = outcome.equals("refused") ? ",\"requestId\":\"4442587FB7D0A2F9\"" : "";
        assertThat(evidence.path("error").toString())
                .isEqualTo("{\"code\":\"" + code + "\",\"message\":\"Because of that\",\"status\":" + status + requestId + "}");
    }

    @Test
    void no_credentials_and_no_network_are_failures_without_a_status() {
        JsonNode bare = JsonMapper.shared().readTree(reader(() -> {
            throw SdkClientException.create("nothing found");
        }).attempt().json());
        assertThat(bare.path("credentials").isNull()).isTrue();
        assertThat(bare.path("error").toString()).isEqualTo("{\"code\":\"NoCredentials\",\"message\":\"nothing found\",\"status\":null}");
        Reader reader = reader(() -> KEY);
        aws.close();
        Evidence cut = reader.attempt();
        assertThat(cut.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.status()).isNull());
        assertThat(cut.badge()).isNotNull();
    }

    @Test
    void files_in_the_home_folder_that_hold_the_secret_are_named() throws IOException {
        Path dot = Files.createDirectories(home.resolve(".aws"));
        Files.writeString(dot.resolve("credentials"), "[default]\naws_secret_access_key=" + SECRET + "\n");
        Files.writeString(dot.resolve("config"), "[default]\nregion=us-east-1\n");
        assertThat(attempt(KEY).path("secretOnDisk").toString()).isEqualTo("[\"~/.aws/credentials\"]");
        assertThat(attempt(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "another")).path("secretOnDisk").size()).isZero();
    }

    @Test
    void no_secret_is_in_evidence_or_any_text_of_an_object_even_if_the_service_echoes_it() throws IOException {
        Path dot = Files.createDirectories(home.resolve(".aws"));
        Files.writeString(dot.resolve("credentials"), "aws_secret_access_key=" + SECRET);
        for (AwsCredentials credentials : new AwsCredentials[]{KEY, SESSION}) {
            for (boolean echo : new boolean[]{false, true}) {
                aws.allow();
                if (echo) {
                    aws.refuse(403, "AccessDenied", "You sent " + credentials.accessKeyId() + " " + SECRET + " " + TOKEN);
                }
                Reader reader = reader(() -> credentials);
                Evidence evidence = reader.attempt();
                Worn worn = new Worn(() -> credentials);
                worn.resolveCredentials();
                String everything = evidence.json() + evidence + evidence.outcome() + evidence.badge() + reader + worn + settings();
                assertThat(everything).doesNotContain(SECRET, credentials.accessKeyId());
                if (credentials instanceof AwsSessionCredentials) {
                    assertThat(everything).doesNotContain(TOKEN);
                }
            }
        }
    }

    @Test
    void evidence_is_one_line_of_ascii() {
        aws.refuse(403, "AccessDenied", "caf\u00e9\nand \"more\"");
        String json = reader(() -> KEY).attempt().json();
        assertThat(json).matches("[\\x20-\\x7e]+").contains("AKIA\\u2026MPLE", "caf\\u00e9");
    }

    private JsonNode attempt(AwsCredentials credentials) {
        return JsonMapper.shared().readTree(reader(() -> credentials).attempt().json());
    }

    private Reader reader(AwsCredentialsProvider provider) {
        return new Reader(settings(), provider, InstantSource.fixed(NOW), NOW.minusMillis(1500));
    }

    private Settings settings() {
        return new Settings("ec2-role", "bucket", "lesson/welcome.txt", "us-east-1", Optional.of(URI.create(aws.url())),
                new HomeFolder(home));
    }
}
