package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of {@code reference_iam-quotas}, and what counts against them. */
final class PolicySizesAreCountedTest {

    @ParameterizedTest
    @CsvSource({"MANAGED_POLICY, 6144", "USER_INLINE_POLICIES, 2048", "GROUP_INLINE_POLICIES, 5120", "ROLE_INLINE_POLICIES, 10240",
            "TRUST_POLICY, 2048", "SESSION_POLICY, 2048"})
    void everyQuotaIsThatOfThePage(PolicyQuota quota, int limit) {
        assertThat(quota.limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @EnumSource
    void theLastCharacterThatFitsFits(PolicyQuota quota) {
        assertThat(quota.isExceededBy("x".repeat(quota.limit()))).isFalse();
        assertThat(quota.isExceededBy("x".repeat(quota.limit() + 1))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whiteSpaceCountsInSessionPoliciesOnly(PolicyQuota quota) {
        assertThat(quota.size("{ \"a\" :\t\"b c\"\r\n}")).isEqualTo(quota == PolicyQuota.SESSION_POLICY ? 16 : 10);
    }

    @Test
    void inlinePoliciesOfOneIdentityAreCountedTogether() {
        String half = "x".repeat(1_024);
        assertThat(PolicyQuota.USER_INLINE_POLICIES.isExceededBy(List.of(half, half))).isFalse();
        assertThat(PolicyQuota.USER_INLINE_POLICIES.isExceededBy(List.of(half, half, "x"))).isTrue();
    }

    @Test
    void theRefusalIsThatOfTheService() {
        assertThat(PolicyQuota.MANAGED_POLICY.refusal("Reader")).isEqualTo("Cannot exceed quota for PolicySize: 6144");
        assertThat(PolicyQuota.TRUST_POLICY.refusal("Reader")).isEqualTo("Cannot exceed quota for ACLSizePerRole: 2048");
        assertThat(PolicyQuota.ROLE_INLINE_POLICIES.refusal("Reader"))
                .isEqualTo("Maximum policy size of 10240 bytes exceeded for role Reader");
        assertThat(PolicyQuota.SESSION_POLICY.refusal("Reader")).endsWith("Member must have length less than or equal to 2048");
    }

    @Test
    void aDocumentBeyondEveryQuotaIsStillRead() {
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::demo/*\"}";
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":[" + (statement + ",").repeat(4_999) + statement + "]}";
        assertThat(PolicyQuota.ROLE_INLINE_POLICIES.isExceededBy(json)).isTrue();
        assertThat(PolicyDocument.parse(json, PolicyKind.IDENTITY).statements()).hasSize(5_000);
    }
}
