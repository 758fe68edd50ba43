package dev.rolecall.cloud.sts;

import static dev.rolecall.cloud.sts.AssumedRole.allowIf;
import static dev.rolecall.cloud.sts.AssumedRole.assertFails;
import static dev.rolecall.cloud.sts.AssumedRole.assume;
import static dev.rolecall.cloud.sts.AssumedRole.role;
import static dev.rolecall.cloud.sts.AssumedRole.session;
import static dev.rolecall.cloud.sts.AssumedRole.tag;
import static dev.rolecall.cloud.sts.AssumedRole.trust;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

import dev.rolecall.cloud.TestCloud;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html. */
class SessionTagsTravelTest {
    private static final String BOTH = "[\"sts:AssumeRole\", \"sts:TagSession\"]";

    private static TestCloud cloud;
    private static AwsCredentials user;
    private static String open;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        user = cloud.user("caller", Optional.of(TestCloud.allow("sts:*", "*")));
        open = role(cloud, "open", trust("root", BOTH, ""), TestCloud.allow("sts:*", "*"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aTagOfTheSessionIsAPrincipalTagAndOutweighsTheRolesOwnWhateverItsCase() {
        String buckets = allowIf("\"s3:ListAllMyBuckets\"", "{\"StringEquals\": {\"aws:PrincipalTag/Department\": \"engineering\"}}");
        try (IamClient iam = cloud.iam()) {
            iam.createRole(request -> request.roleName("tagged").assumeRolePolicyDocument(trust("root", BOTH, ""))
                    .tags(software.amazon.awssdk.services.iam.model.Tag.builder().key("Department").value("marketing").build()));
            iam.putRolePolicy(request -> request.roleName("tagged").policyName("inline").policyDocument(buckets));
        }
        String tagged = "arn:aws:iam::" + TestCloud.ACCOUNT + ":role/tagged";
        try (S3Client marketing = cloud.s3(session(cloud, user, tagged, request -> {}));
                S3Client engineering = cloud.s3(session(cloud, user, tagged, request -> request.tags(tag("department", "engineering"))))) {
            assertFails(403, "AccessDenied", "s3:ListAllMyBuckets", marketing::listBuckets);
            assertThat(engineering.listBuckets().buckets()).isNotEmpty();
        }
    }

    @Test
    void tagsHaveToBeAllowedByTheTrustPolicyAndByTheCaller() {
        String untagged = role(cloud, "untagged", trust("root", "\"sts:AssumeRole\"", ""), TestCloud.allow("*", "*"));
        assertFails(403, "AccessDenied", "is not authorized to perform: sts:TagSession on resource: " + untagged,
                () -> assume(cloud, user, untagged, request -> request.tags(tag("a", "b"))));
        AwsCredentials assuming = cloud.user("assuming", Optional.of(TestCloud.allow("sts:AssumeRole", "*")));
        assertFails(403, "AccessDenied", "no identity-based policy allows the sts:TagSession action",
                () -> assume(cloud, assuming, open, request -> request.tags(tag("a", "b"))));
        assertThat(assume(cloud, assuming, open, request -> {}).credentials()).isNotNull();
    }

    @Test
    void aTrustPolicyDecidesOverTagsByTheirKeysAndValues() {
        String picky = role(cloud, "picky", trust("root", BOTH, """
                , "Condition": {"StringLike": {"aws:RequestTag/Project": "*"},
                 "StringEquals": {"aws:RequestTag/Department": ["Engineering", "Marketing"]},
                 "ForAllValues:StringEquals": {"aws:TagKeys": ["Project", "Department"], "sts:TransitiveTagKeys": ["Project"]}}"""),
                TestCloud.allow("*", "*"));
        Tag project = tag("Project", "Automation");
        Tag department = tag("Department", "Engineering");
        assertThat(assume(cloud, user, picky, request -> request.tags(project, department).transitiveTagKeys("Project"))
                .sessionTokenUtilization())
                .isBetween(1, 100);
        assertFails(403, "AccessDenied", "sts:AssumeRole", () -> assume(cloud, user, picky, request -> request.tags(project)));
        assertFails(403, "AccessDenied", "sts:AssumeRole",
                () -> assume(cloud, user, picky, request -> request.tags(project, tag("Department", "Sales"))));
        assertFails(403, "AccessDenied", "sts:AssumeRole",
                () -> assume(cloud, user, picky, request -> request.tags(project, department, tag("More", "1"))));
        assertFails(403, "AccessDenied", "sts:AssumeRole",
                () -> assume(cloud, user, picky, request -> request.tags(project, department).transitiveTagKeys("Department")));
    }

    @Test
    void aTransitiveTagGoesDownTheChainAndCannotBeSetAnew() {
        String last = role(cloud, "last", trust("root", BOTH, ""),
                allowIf("\"s3:ListAllMyBuckets\"", "{\"StringEquals\": {\"aws:PrincipalTag/Star\": \"1\"}}"));
        AwsCredentials first = session(cloud, user, open,
                request -> request.tags(tag("Star", "1"), tag("Heart", "1")).transitiveTagKeys("star"));
        AwsCredentials second = session(cloud, first, open, request -> {});
        try (S3Client chained = cloud.s3(session(cloud, second, last, request -> {}));
                S3Client unchained = cloud.s3(session(cloud, user, last, request -> {}))) {
            assertThat(chained.listBuckets().buckets()).isNotEmpty();
            assertFails(403, "AccessDenied", "", unchained::listBuckets);
        }
        assertFails(400, "InvalidParameterValue", "conflicts with a transitive tag key from the calling session",
                () -> assume(cloud, second, last, request -> request.tags(tag("STAR", "3"))));
        assertThat(assume(cloud, second, last, request -> request.tags(tag("Heart", "3"))).credentials()).isNotNull();
    }

    @Test
    void whatIsInheritedHasToBeAllowedToo() {
        String untagged = role(cloud, "end-of-the-chain", trust("root", "\"sts:AssumeRole\"", ""), TestCloud.allow("*", "*"));
        AwsCredentials first = session(cloud, user, open, request -> request.tags(tag("Star", "1")).transitiveTagKeys("Star"));
        assertFails(403, "AccessDenied", "sts:TagSession", () -> assume(cloud, first, untagged, request -> {}));
    }

    @Test
    void limitsAreThoseOfAws() {
        refused("ValidationError", "at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
                request -> request.tags(IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList()));
        refused("ValidationError", "'tags.1.member.key'", request -> request.tags(tag("k".repeat(129), "v")));
        refused("ValidationError", "'tags.2.member.value'", request -> request.tags(tag("a", "v"), tag("b", "v".repeat(257))));
        refused("ValidationError", "regular expression", request -> request.tags(tag("a", "{}")));
        refused("InvalidParameterValue", "aws:", request -> request.tags(tag("AWS:x", "v")));
        refused("InvalidParameterValue", "Tag keys are case insensitive", request -> request.tags(tag("a", "v"), tag("A", "v")));
        refused("InvalidParameterValue", "must be included in the requested tags", request -> request.transitiveTagKeys("a"));
        assertThat(
                assume(cloud, user, open, request -> request.tags(tag("k".repeat(128), "v".repeat(256)), tag("empty", ""))).credentials())
                .isNotNull();
    }

    private static void refused(String code, String message, Consumer<AssumeRoleRequest.Builder> how) {
        assertFails(400, code, message, () -> assume(cloud, user, open, how));
    }
}
