package dev.rolecall.cloud.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.process.TestClock;
import dev.rolecall.cloud.process.TestRoles;

final class MetadataServiceAnswersLikeImdsTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/path/Reader";
    private static final String CREDENTIALS = "/latest/meta-data/iam/security-credentials/Reader";
    private static final MetadataOptions REQUIRED = new MetadataOptions(true, 1, true, false);

    private final TestClock clock = new TestClock(Instant.now());
    private final TestRoles roles = new TestRoles(clock, Duration.ofHours(6));
    private final HttpClient client = HttpClient.newHttpClient();
    private MetadataService service = start(REQUIRED, true);

    @AfterEach
    void stop() {
        service.close();
        client.close();
    }

    @Test
    void theSdkFindsTheRolesCredentials() {
        try (var provider = InstanceProfileCredentialsProvider.builder().endpoint(service.endpoint().toString())
                .profileFile(() -> ProfileFile.aggregator().build()).build()) {
            AwsSessionCredentials found = (AwsSessionCredentials) provider.resolveCredentials();

            assertThat(found.accessKeyId()).isEqualTo("ASIAEXAMPLEKEY001");
            assertThat(found.secretAccessKey()).isEqualTo("secret-001");
            assertThat(found.sessionToken()).isEqualTo("token-001");
            assertThat(found.expirationTime()).hasValueSatisfying(
                    expiry -> assertThat(expiry).isBetween(clock.instant().plus(Duration.ofMinutes(359)),
                            clock.instant().plus(Duration.ofHours(6))));
        }
        assertThat(roles.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.service()).isEqualTo("ec2.amazonaws.com");
            assertThat(asked.sessionName()).isEqualTo("i-0123456789abcdef0");
            assertThat(asked.context()).containsEntry("ec2:RoleDelivery", List.of("2.0"))
                    .containsEntry("ec2:SourceInstanceArn", List.of("arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0"));
        });
    }

    @Test
    void aNewSetIsOfferedAfterTheRotationTimeAndNotBefore() throws Exception {
        assertThat(get(CREDENTIALS).body()).contains("ASIAEXAMPLEKEY001");
        clock.advance(Duration.ofMinutes(59));
        assertThat(get(CREDENTIALS).body()).contains("ASIAEXAMPLEKEY001");
        clock.advance(Duration.ofMinutes(2));
        assertThat(get(CREDENTIALS).body()).contains("ASIAEXAMPLEKEY002").contains("\"AWS-HMAC\"");
    }

    @Test
    void anEarlierSetIsKeptWhileItIsValidWhenTheTrustPolicyChanges() throws Exception {
        assertThat(get(CREDENTIALS).body()).contains("ASIAEXAMPLEKEY001");
        roles.trust(false);
        clock.advance(Duration.ofHours(5));
        assertThat(get(CREDENTIALS).body()).contains("ASIAEXAMPLEKEY001");
        clock.advance(Duration.ofHours(2));
        assertThat(get(CREDENTIALS).body()).contains("AssumeRoleUnauthorizedAccess").doesNotContain("ASIA");
    }

    @Test
    void aRoleThatDoesNotTrustEc2IsReported() throws Exception {
        roles.trust(false);
        assertThat(get("/latest/meta-data/iam/info").body()).contains("\"Code\" : \"AssumeRoleUnauthorizedAccess\"");
        assertThat(get(CREDENTIALS).body()).contains("EC2 cannot assume the role Reader");
    }

    @Test
    void withoutAProfileThereIsNothingUnderIam() throws Exception {
        restart(REQUIRED, false);
        assertThat(get("/latest/meta-data/iam/info").statusCode()).isEqualTo(404);
        assertThat(get("/latest/meta-data/iam/security-credentials/").statusCode()).isEqualTo(404);
        assertThat(get("/latest/meta-data/").body()).doesNotContain("iam/");
    }

    @Test
    void aRequestWithoutAValidTokenIsUnauthorized() throws Exception {
        assertThat(send(request("/latest/meta-data/instance-id").GET()).statusCode()).isEqualTo(401);
        assertThat(send(request("/latest/meta-data/instance-id").header("X-aws-ec2-metadata-token", "wrong").GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherInstanceOrAnExpiredOneIsUnauthorized() throws Exception {
        String token = token("60");
        try (MetadataService other = start(REQUIRED, true)) {
            var foreign = HttpRequest.newBuilder(other.endpoint().resolve("/latest/meta-data/instance-id"))
                    .header("X-aws-ec2-metadata-token", token);
            assertThat(send(foreign).statusCode()).isEqualTo(401);
        }
        var own = request("/latest/meta-data/instance-id").header("X-aws-ec2-metadata-token", token);
        assertThat(send(own).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(60));
        assertThat(send(own).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21601", "-1", "abc", "1.5", "999999999999"})
    void aTokenWithABadLifetimeIsABadRequest(String ttl) throws Exception {
        var put = request("/latest/api/token").header("X-aws-ec2-metadata-token-ttl-seconds", ttl).PUT(BodyPublishers.noBody());
        assertThat(send(put).statusCode()).isEqualTo(400);
    }

    @Test
    void aTokenIsRefusedToWhatComesThroughAProxyOrIsNotAskedProperly() throws Exception {
        var forwarded = request("/latest/api/token").header("X-aws-ec2-metadata-token-ttl-seconds", "60").header("X-Forwarded-For",
                "10.0.0.1");
        assertThat(send(forwarded.PUT(BodyPublishers.noBody())).statusCode()).isEqualTo(403);
        assertThat(send(request("/latest/api/token").PUT(BodyPublishers.noBody())).statusCode()).isEqualTo(400);
        assertThat(send(request("/latest/api/token").GET()).statusCode()).isEqualTo(405);
        assertThat(send(request("/latest/meta-data/").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(405);
    }

    @Test
    void withOptionalTokensTheFirstVersionDeliversAndPoliciesCanTell() throws Exception {
        restart(new MetadataOptions(false, 1, true, true), true);
        assertThat(send(request(CREDENTIALS).GET()).body()).contains("ASIAEXAMPLEKEY001");
        assertThat(roles.asked().getFirst().context()).containsEntry("ec2:RoleDelivery", List.of("1.0"));
        assertThat(get(CREDENTIALS).body()).contains("ASIAEXAMPLEKEY002");
        assertThat(get("/latest/meta-data/tags/instance/Name").body()).isEqualTo("reader");
    }

    @Test
    void aServiceThatIsOffRefusesEverything() throws Exception {
        restart(new MetadataOptions(true, 1, false, false), true);
        var put = request("/latest/api/token").header("X-aws-ec2-metadata-token-ttl-seconds", "60").PUT(BodyPublishers.noBody());
        assertThat(send(put).statusCode()).isEqualTo(403);
    }

    @Test
    void theInstanceLearnsAboutItself() throws Exception {
        assertThat(get("/latest/meta-data").body().lines()).contains("ami-id", "iam/", "instance-id", "placement/").doesNotContain("tags/");
        assertThat(get("/latest/meta-data/placement/region").body()).isEqualTo("us-east-1");
        assertThat(get("/latest/meta-data/iam/security-credentials/").body()).isEqualTo("Reader");
        assertThat(get("/latest/meta-data/iam/info").body()).contains("AIPAEXAMPLE").contains("instance-profile/Reader");
        assertThat(get("/latest/dynamic/instance-identity/document").body()).contains("\"accountId\" : \"111122223333\"");
        assertThat(get("/latest/user-data").body()).isEqualTo("#cloud-config\n");
        assertThat(get("/latest/meta-data/nothing").statusCode()).isEqualTo(404);
    }

    private void restart(MetadataOptions options, boolean profile) {
        service.close();
        service = start(options, profile);
    }

    private MetadataService start(MetadataOptions options, boolean profile) {
        InstanceIdentity identity = new InstanceIdentity("i-0123456789abcdef0", "ami-1", "t4g.micro", "arm64", "111122223333", "us-east-1",
                "us-east-1a", "10.0.0.7", "02:00:00:00:00:01", clock.instant(), Map.of("Name", "reader"));
        Optional<InstanceProfile> worn = profile
                ? Optional.of(new InstanceProfile("arn:aws:iam::111122223333:instance-profile/Reader", "AIPAEXAMPLE", ROLE))
                : Optional.empty();
        Site site = new Site("111122223333", "us-east-1", Path.of("unused"), () -> URI.create("http://127.0.0.1:1"), clock,
                Lifetimes.OBSERVED_ON_AWS);
        return MetadataService.start(identity, options, Optional.of("#cloud-config\n".getBytes(StandardCharsets.UTF_8)), worn, roles, site);
    }

    private String token(String ttl) throws Exception {
        return send(request("/latest/api/token").header("X-aws-ec2-metadata-token-ttl-seconds", ttl).PUT(BodyPublishers.noBody())).body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).header("X-aws-ec2-metadata-token", token("21600")).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.endpoint().resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
