package dev.rolecall.cloud.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * What a session was narrowed with: a policy given in the call, and managed policies by ARN. A managed policy counts as it is when a request
 * is made; where one was deleted since, the session may do nothing. AWS documents neither.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session">Session policies</a>
 */
public record SessionPolicies(Optional<NamedPolicy> inline, List<String> managed) {
    public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

    private static final PolicyDocument DELETED = PolicyDocument.parse("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}""", PolicyKind.IDENTITY);

    public SessionPolicies {
        managed = List.copyOf(managed);
    }

    /** All of them, with the documents that the account has now. */
    public List<NamedPolicy> in(Account account) {
        List<NamedPolicy> all = new ArrayList<>(inline.stream().toList());
        for (String arn : managed) {
            ManagedPolicy policy = account.managedPolicy(arn).orElse(null);
            all.add(new NamedPolicy(arn, policy == null ? DELETED : policy.document()));
        }
        return all;
    }
}
