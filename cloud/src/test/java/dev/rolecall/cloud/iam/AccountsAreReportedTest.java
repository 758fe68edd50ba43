package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.ReportStateType;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;

import dev.rolecall.cloud.TestCloud;

class AccountsAreReportedTest {
    private TestCloud cloud;
    private IamClient iam;

    @BeforeEach
    void start() {
        cloud = new TestCloud();
        iam = cloud.iam();
    }

    @AfterEach
    void stop() {
        iam.close();
        cloud.close();
    }

    @Test
    void aKeyRemembersWhenAndForWhatItWasUsedAlsoWhenItWasDenied() {
        AwsCredentials key = cloud.user("worker", Optional.empty());
        AccessKeyLastUsed never = iam.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId())).accessKeyLastUsed();
        assertThat(never.lastUsedDate()).isNull();
        assertThat(never.serviceName()).isEqualTo("N/A");
        assertThat(never.region()).isEqualTo("N/A");

        Instant before = cloud.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        try (S3Client s3 = cloud.s3(key)) {
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
        }
        AccessKeyLastUsed used = iam.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId())).accessKeyLastUsed();
        assertThat(used.lastUsedDate()).isBetween(before, cloud.clock().instant());
        assertThat(used.serviceName()).isEqualTo("s3");
        assertThat(used.region()).isEqualTo(TestCloud.REGION);

        // Within 15 minutes the first use stands.
        identify(key);
        assertThat(service(key)).isEqualTo("s3");
        cloud.advance(Duration.ofMinutes(16));
        identify(key);
        assertThat(service(key)).isEqualTo("sts");
        assertThat(iam.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId())).userName()).isEqualTo("worker");
        assertFails(403, "AccessDenied", "access key AKIAIOSFODNN7EXAMPLE",
                () -> iam.getAccessKeyLastUsed(request -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE")));
    }

    private void identify(AwsCredentials key) {
        try (StsClient sts = cloud.sts(key)) {
            sts.getCallerIdentity();
        }
    }

    private String service(AwsCredentials key) {
        return iam.getAccessKeyLastUsed(request -> request.accessKeyId(key.accessKeyId())).accessKeyLastUsed().serviceName();
    }

    @Test
    void aRoleRemembersItsSessionsAndOneMadeAgainDoesNot() {
        String arn = cloud.role("worn", TestCloud.allow("s3:*", "*"));
        assertThat(lastUsed("worn").lastUsedDate()).isNull();
        identify(cloud.assume(arn));
        assertThat(lastUsed("worn").lastUsedDate()).isBeforeOrEqualTo(cloud.clock().instant());
        assertThat(lastUsed("worn").region()).isEqualTo(TestCloud.REGION);
        iam.deleteRolePolicy(request -> request.roleName("worn").policyName("inline"));
        iam.deleteRole(request -> request.roleName("worn"));
        cloud.role("worn", TestCloud.allow("s3:*", "*"));
        assertThat(lastUsed("worn").lastUsedDate()).isNull();
    }

    private RoleLastUsed lastUsed(String role) {
        return iam.getRole(request -> request.roleName(role)).role().roleLastUsed();
    }

    @Test
    void theCredentialReportIsMadeWhenAskedForAndStandsForFourHours() {
        assertFails(410, "ReportNotPresent", iam::getCredentialReport);
        assertThat(iam.generateCredentialReport().state()).isEqualTo(ReportStateType.STARTED);
        assertThat(iam.generateCredentialReport().state()).isEqualTo(ReportStateType.COMPLETE);
        iam.createUser(request -> request.userName("too-late"));
        assertThat(report()).containsOnlyKeys("<root_account>");
        cloud.advance(Duration.ofHours(4).plusSeconds(1));
        assertFails(410, "ReportExpired", iam::getCredentialReport);
        assertThat(iam.generateCredentialReport().state()).isEqualTo(ReportStateType.STARTED);
        assertThat(report()).containsOnlyKeys("<root_account>", "too-late");
    }

    /** The rows by user, each by column. */
    private Map<String, Map<String, String>> report() {
        var answer = iam.getCredentialReport();
        assertThat(answer.reportFormatAsString()).isEqualTo("text/csv");
        List<String> lines = answer.content().asUtf8String().lines().toList();
        List<String> columns = List.of(lines.getFirst().split(",", -1));
        assertThat(columns).hasSize(23).startsWith("user", "arn", "user_creation_time").endsWith("additional_credentials_info");
        Map<String, Map<String, String>> rows = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = List.of(line.split(",", -1));
            assertThat(fields).as(line).hasSameSizeAs(columns);
            Map<String, String> row = new HashMap<>();
            columns.forEach(column -> row.put(column, fields.get(columns.indexOf(column))));
            rows.put(fields.getFirst(), row);
        }
        return rows;
    }

    @Test
    void theCredentialReportHasEveryUsersPasswordAndKeys() {
        AwsCredentials key = cloud.user("keys", Optional.empty());
        iam.createLoginProfile(request -> request.userName("keys").password("correct horse 1 Battery"));
        try (S3Client s3 = cloud.s3(key)) {
            assertThatThrownBy(s3::listBuckets).isInstanceOf(S3Exception.class);
        }
        cloud.advance(Duration.ofMinutes(1));
        String second = iam.createAccessKey(request -> request.userName("keys")).accessKey().accessKeyId();
        iam.updateAccessKey(request -> request.userName("keys").accessKeyId(second).status(StatusType.INACTIVE));
        iam.createUser(request -> request.userName("bare"));
        iam.generateCredentialReport();

        Map<String, String> keys = Objects.requireNonNull(report().get("keys"));
        assertThat(keys).containsEntry("arn", "arn:aws:iam::" + TestCloud.ACCOUNT + ":user/keys").containsEntry("password_enabled", "true")
                .containsEntry("password_last_used", "no_information").containsEntry("access_key_1_active", "true")
                .containsEntry("access_key_1_last_used_service", "s3").containsEntry("access_key_1_last_used_region", "N/A")
                .containsEntry("access_key_2_active", "false").containsEntry("access_key_2_last_used_date", "N/A");
        assertThat(Instant.parse(String.valueOf(keys.get("access_key_1_last_used_date")))).isBefore(cloud.clock().instant());
        assertThat(Instant.parse(String.valueOf(keys.get("access_key_2_last_rotated"))))
                .isAfter(Instant.parse(String.valueOf(keys.get("access_key_1_last_rotated"))));
        assertThat(report().get("bare")).containsEntry("password_enabled", "false").containsEntry("password_last_used", "N/A")
                .containsEntry("access_key_1_last_rotated", "N/A").containsEntry("mfa_active", "false");
        assertThat(report().get("<root_account>")).containsEntry("password_enabled", "not_supported")
                .containsEntry("arn", "arn:aws:iam::" + TestCloud.ACCOUNT + ":root");
    }

    @Test
    void theWholeAccountComesInDetailAndInParts() {
        String policy = TestCloud.allow("s3:GetObject", "*");
        iam.createGroup(request -> request.groupName("readers"));
        iam.putGroupPolicy(request -> request.groupName("readers").policyName("Read").policyDocument(policy));
        iam.createUser(request -> request.userName("reader").tags(Tag.builder().key("team").value("red").build()));
        iam.addUserToGroup(request -> request.groupName("readers").userName("reader"));
        String arn = iam.createPolicy(request -> request.policyName("versioned").policyDocument(policy).description("told")).policy().arn();
        iam.createPolicyVersion(request -> request.policyArn(arn).policyDocument(policy));
        iam.attachUserPolicy(request -> request.userName("reader").policyArn("arn:aws:iam::aws:policy/IAMUserChangePassword"));

        GetAccountAuthorizationDetailsResponse all = iam.getAccountAuthorizationDetails();
        assertThat(all.userDetailList()).singleElement().satisfies(user -> {
            assertThat(user.groupList()).containsExactly("readers");
            assertThat(user.attachedManagedPolicies()).singleElement()
                    .satisfies(attached -> assertThat(attached.policyName()).isEqualTo("IAMUserChangePassword"));
            assertThat(user.tags()).hasSize(1);
        });
        assertThat(all.groupDetailList()).singleElement().satisfies(group -> assertThat(group.groupPolicyList()).singleElement()
                .satisfies(inline -> assertThat(URLDecoder.decode(inline.policyDocument(), StandardCharsets.UTF_8)).isEqualTo(policy)));
        assertThat(all.roleDetailList()).anySatisfy(role -> {
            assertThat(role.roleName()).isEqualTo("RolecallAdministrator");
            assertThat(role.roleLastUsed().lastUsedDate()).isNotNull();
            assertThat(role.assumeRolePolicyDocument()).startsWith("%7B");
        });
        assertThat(all.policies()).extracting(ManagedPolicyDetail::policyName)
                .contains("AdministratorAccess", "IAMUserChangePassword", "versioned").doesNotContain("AWSDenyAll");
        assertThat(all.policies()).filteredOn(found -> found.arn().equals(arn)).singleElement().satisfies(found -> {
            assertThat(found.policyVersionList()).hasSize(2);
            assertThat(found.description()).isEqualTo("told");
        });

        assertThat(iam.getAccountAuthorizationDetails(request -> request.filter(EntityType.GROUP, EntityType.LOCAL_MANAGED_POLICY)))
                .satisfies(some -> {
                    assertThat(some.userDetailList()).isEmpty();
                    assertThat(some.groupDetailList()).hasSize(1);
                    assertThat(some.policies()).hasSize(1);
                });
        assertThat(iam.getAccountAuthorizationDetailsPaginator(request -> request.maxItems(1)).stream()
                .mapToInt(part -> part.userDetailList().size() + part.groupDetailList().size() + part.roleDetailList().size()
                        + part.policies().size())
                .sum()).isEqualTo(1 + 1 + all.roleDetailList().size() + all.policies().size());
    }

    @Test
    void theSummaryCountsWhatIsThereAndNamesTheQuotas() {
        iam.createUser(request -> request.userName("counted"));
        iam.createGroup(request -> request.groupName("counted"));
        assertThat(iam.getAccountSummary().summaryMap()).containsEntry(SummaryKeyType.USERS, 1).containsEntry(SummaryKeyType.GROUPS, 1)
                .containsEntry(SummaryKeyType.ROLES, iam.listRoles().roles().size())
                .containsEntry(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, 2)
                .containsEntry(SummaryKeyType.ASSUME_ROLE_POLICY_SIZE_QUOTA, 2_048).containsEntry(SummaryKeyType.ACCOUNT_MFA_ENABLED, 0)
                .doesNotContainKey(SummaryKeyType.UNKNOWN_TO_SDK_VERSION);
    }
}
