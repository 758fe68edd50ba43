package dev.rolecall.cloud.sts;

import static dev.rolecall.cloud.sts.AssumedRole.allowIf;
import static dev.rolecall.cloud.sts.AssumedRole.assertFails;
import static dev.rolecall.cloud.sts.AssumedRole.assume;
import static dev.rolecall.cloud.sts.AssumedRole.role;
import static dev.rolecall.cloud.sts.AssumedRole.session;
import static dev.rolecall.cloud.sts.AssumedRole.trust;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.cloud.TestCloud;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html. */
class SourceIdentitiesStayTest {
    private static final String BOTH = "[\"sts:AssumeRole\", \"sts:SetSourceIdentity\"]";

    private static TestCloud cloud;
    private static AwsCredentials user;
    private static String open;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        user = cloud.user("DevUser", Optional.of(TestCloud.allow("sts:*", "*")));
        open = role(cloud, "open", trust("root", BOTH, ""), TestCloud.allow("sts:*", "*"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void itIsAnsweredAndInTheContextOfEveryRequestDownTheChain() {
        String named = role(cloud, "named", trust("root", BOTH, ""),
                allowIf("\"s3:ListAllMyBuckets\"", "{\"StringEquals\": {\"aws:SourceIdentity\": \"DevUser\"}}"));
        assertThat(assume(cloud, user, open, request -> request.sourceIdentity("DevUser")).sourceIdentity()).isEqualTo("DevUser");
        AwsCredentials first = session(cloud, user, open, request -> request.sourceIdentity("DevUser"));
        assertThat(assume(cloud, first, named, request -> {}).sourceIdentity()).isEqualTo("DevUser");
        try (S3Client chained = cloud.s3(session(cloud, first, named, request -> {}));
                S3Client unnamed = cloud.s3(session(cloud, user, named, request -> {}))) {
            assertThat(chained.listBuckets().buckets()).isNotEmpty();
            assertFails(403, "AccessDenied", "", unnamed::listBuckets);
        }
    }

    @Test
    void onceSetItCannotBeChanged() {
        AwsCredentials first = session(cloud, user, open, request -> request.sourceIdentity("DevUser"));
        assertFails(400, "ValidationError", "The source identity is already set for this assume role session",
                () -> assume(cloud, first, open, request -> request.sourceIdentity("Somebody")));
        assertThat(assume(cloud, first, open, request -> request.sourceIdentity("DevUser")).sourceIdentity()).isEqualTo("DevUser");
    }

    @Test
    void aTrustPolicyRequiresTheUsersOwnName() {
        String own = role(cloud, "own",
                trust("root", BOTH, ", \"Condition\": {\"StringLike\": {\"sts:SourceIdentity\": \"${aws:username}\"}}"),
                TestCloud.allow("*", "*"));
        assertThat(assume(cloud, user, own, request -> request.sourceIdentity("DevUser")).credentials()).isNotNull();
        assertFails(403, "AccessDenied", "sts:AssumeRole", () -> assume(cloud, user, own, request -> request.sourceIdentity("Other")));
        assertFails(403, "AccessDenied", "sts:AssumeRole", () -> assume(cloud, user, own, request -> {}));
    }

    @Test
    void aTrustPolicyRequiresTheUsersOwnNameAsSessionName() {
        String own = role(cloud, "named-session",
                trust("root", "\"sts:AssumeRole\"", ", \"Condition\": {\"StringLike\": {\"sts:RoleSessionName\": \"${aws:username}\"}}"),
                TestCloud.allow("*", "*"));
        assertThat(assume(cloud, user, own, request -> request.roleSessionName("DevUser")).credentials()).isNotNull();
        assertFails(403, "AccessDenied", "sts:AssumeRole", () -> assume(cloud, user, own, request -> {}));
    }

    @Test
    void inAChainBothSidesHaveToAllowItAlsoWhereTheTrustPolicyNamesTheRole() {
        String middle = role(cloud, "middle", trust("root", BOTH, ""), TestCloud.allow("sts:AssumeRole", "*"));
        String trusting = role(cloud, "trusting", trust("role/middle", BOTH, ""), TestCloud.allow("*", "*"));
        AwsCredentials identified = session(cloud, user, middle, request -> request.sourceIdentity("DevUser"));
        AwsCredentials plain = session(cloud, user, middle, request -> {});
        assertFails(403, "AccessDenied", "no identity-based policy allows the sts:SetSourceIdentity action",
                () -> assume(cloud, identified, trusting, request -> {}));
        assertThat(assume(cloud, plain, trusting, request -> {}).sourceIdentity()).isNull();
    }

    @Test
    void itHasToBeAllowedBesideTheRole() {
        String plain = role(cloud, "plain", trust("root", "\"sts:AssumeRole\"", ""), TestCloud.allow("*", "*"));
        assertFails(403, "AccessDenied", "is not authorized to perform: sts:SetSourceIdentity on resource: " + plain,
                () -> assume(cloud, user, plain, request -> request.sourceIdentity("DevUser")));
        assertFails(400, "ValidationError", "sourceIdentity", () -> assume(cloud, user, open, request -> request.sourceIdentity("a b")));
    }
}
