package dev.rolecall.iam;

import java.util.Collection;
import java.util.List;

/**
 * How large the documents may be that are attached to one thing, in characters; {@code reference_iam-quotas}. The numbers are those of an
 * account that never asked for more; only that of trust policies can be raised.
 *
 * <p>A document that is larger is well-formed: {@link PolicyDocument} reads it, and whoever stores it refuses it, as IAM does with
 * {@code LimitExceeded} and STS with {@code ValidationError}.
 */
public enum PolicyQuota {
    /** One version of a customer managed policy. */
    MANAGED_POLICY(6_144, "Cannot exceed quota for PolicySize: %d"),
    /** All inline policies of a user together. */
    USER_INLINE_POLICIES(2_048, "Maximum policy size of %d bytes exceeded for user %s"),
    /** All inline policies of a group together. */
    GROUP_INLINE_POLICIES(5_120, "Maximum policy size of %d bytes exceeded for group %s"),
    /** All inline policies of a role together. */
    ROLE_INLINE_POLICIES(10_240, "Maximum policy size of %d bytes exceeded for role %s"),
    /** The trust policy of a role. */
    TRUST_POLICY(2_048, "Cannot exceed quota for ACLSizePerRole: %d"),
    /** The session policy of a call to STS, with the ARNs of the managed ones; {@code API_AssumeRole} counts white space too. */
    SESSION_POLICY(2_048,
            "1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to %d");

    private final int limit;
    private final String refusal;

    PolicyQuota(int limit, String refusal) {
        this.limit = limit;
        this.refusal = refusal;
    }

    /** The most characters. */
    public int limit() {
        return limit;
    }

    /** The characters of a document that count. */
    public int size(String document) {
        return this == SESSION_POLICY ? document.length() : (int) document.chars().filter(c -> !isWhiteSpace(c)).count();
    }

    /** Whether a document is too large. */
    public boolean isExceededBy(String document) {
        return isExceededBy(List.of(document));
    }

    /** Whether documents that are counted together are too large. */
    public boolean isExceededBy(Collection<String> documents) {
        return documents.stream().mapToLong(this::size).sum() > limit;
    }

    /**
     * AWS's sentence for documents that are too large.
     *
     * @param owner name of the user, group or role; only inline policies are refused with it
     */
    public String refusal(String owner) {
        return refusal.formatted(limit, owner);
    }

    private static boolean isWhiteSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
