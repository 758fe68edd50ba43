package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/**
 * The examples of {@code troubleshoot_access-denied}, one by one, but for those of Organizations policies, which are not evaluated. The
 * page writes <em>sessions policy</em> in one place; S3's own page, and all others, have <em>session policy</em>.
 */
final class DenialsReadAsOnAwsTest {
    private static final String JOHN = "arn:aws:iam::123456789012:user/John";
    private static final String DEPLOYMENTS = "arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:*";
    private static final String SECRETS = "arn:aws:secretsmanager:us-east-1:123456789012:secret:*";
    private static final PolicyDocument ALL = identity("Allow", "*");
    private static final PolicyDocument NONE = identity("Deny", "*");
    private static final PolicyDocument OTHER = identity("Allow", "other:*");

    @Test
    void noEndpointPolicyAllows() {
        assertThat(denied("codecommit:ListRepositories", "*", own(ALL).withEndpoint(named(resource("Allow", "other:*")))))
                .isEqualTo("User: "
                        + JOHN + " is not authorized to perform: codecommit:ListRepositories because no VPC endpoint policy allows the"
                        + " codecommit:ListRepositories action");
    }

    @Test
    void anEndpointPolicyDenies() {
        assertThat(denied("codedeploy:ListDeployments", DEPLOYMENTS, own(ALL).withEndpoint(named(resource("Deny", "*")))))
                .isEqualTo("User: "
                        + JOHN + " is not authorized to perform: codedeploy:ListDeployments on resource: " + DEPLOYMENTS
                        + " with an explicit deny in a VPC endpoint policy");
    }

    @Test
    void noBoundaryAllows() {
        assertThat(denied("codedeploy:ListDeployments", DEPLOYMENTS, own(ALL).withBoundary(named(OTHER)))).isEqualTo("User: " + JOHN
                + " is not authorized to perform: codedeploy:ListDeployments on resource: " + DEPLOYMENTS
                + " because no permissions boundary allows the codedeploy:ListDeployments action");
    }

    @Test
    void aBoundaryDenies() {
        assertThat(denied("sagemaker:ListModels", "*", own(ALL).withBoundary(named(NONE))))
                .isEqualTo("User: " + JOHN + " is not authorized to perform: sagemaker:ListModels"
                        + " with an explicit deny in a permissions boundary");
    }

    @Test
    void noSessionPolicyAllows() {
        assertThat(denied("codecommit:ListRepositories", "*", own(ALL).withSession(named(OTHER))))
                .isEqualTo("User: " + JOHN + " is not authorized to perform: codecommit:ListRepositories"
                        + " because no session policy allows the codecommit:ListRepositories action");
    }

    @Test
    void aSessionPolicyDenies() {
        assertThat(denied("codedeploy:ListDeployments", DEPLOYMENTS, own(ALL).withSession(named(NONE)))).isEqualTo("User: " + JOHN
                + " is not authorized to perform: codedeploy:ListDeployments on resource: " + DEPLOYMENTS
                + " with an explicit deny in a session policy");
    }

    @Test
    void noResourcePolicyAllows() {
        AccessRequest request = new AccessRequest(john(), "secretsmanager:GetSecretValue", "*", Optional.of("777788889999"),
                RequestContext.empty());
        assertThat(DenialMessage.of(request, Evaluator.evaluate(request, own(ALL)))).isEqualTo("User: " + JOHN
                + " is not authorized to perform: secretsmanager:GetSecretValue because no resource-based policy allows the"
                + " secretsmanager:GetSecretValue action");
    }

    @Test
    void aResourcePolicyDenies() {
        assertThat(denied("secretsmanager:GetSecretValue", SECRETS, own(ALL).withResource(named(resource("Deny", "*"))))).isEqualTo("User: "
                + JOHN + " is not authorized to perform: secretsmanager:GetSecretValue on resource: " + SECRETS
                + " with an explicit deny in a resource-based policy");
    }

    @Test
    void noTrustPolicyAllows() {
        assertThat(denied("sts:AssumeRole", "*", own(ALL).withResource(named(trust("Allow", "ec2.amazonaws.com")))))
                .isEqualTo("User: " + JOHN
                        + " is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action");
    }

    @Test
    void aTrustPolicyDenies() {
        Principal ec2 = new Principal.Service("ec2.amazonaws.com");
        AccessRequest request = new AccessRequest(ec2, "sts:AssumeRole", "*", Optional.empty(), RequestContext.empty());
        PolicySet policies = PolicySet.none().withResource(named(trust("Deny", "ec2.amazonaws.com")));
        assertThat(DenialMessage.of(request, Evaluator.evaluate(request, policies))).isEqualTo(
                "User: ec2.amazonaws.com is not authorized to perform: sts:AssumeRole with an explicit deny in the role trust policy");
    }

    @Test
    void noIdentityPolicyAllows() {
        assertThat(denied("codecommit:ListRepositories", "*", own(OTHER)))
                .isEqualTo("User: " + JOHN + " is not authorized to perform: codecommit:ListRepositories"
                        + " because no identity-based policy allows the codecommit:ListRepositories action");
    }

    @Test
    void anIdentityPolicyDenies() {
        assertThat(denied("codedeploy:ListDeployments", DEPLOYMENTS, own(NONE))).isEqualTo("User: " + JOHN
                + " is not authorized to perform: codedeploy:ListDeployments on resource: " + DEPLOYMENTS
                + " with an explicit deny in an identity-based policy");
    }

    /** {@code aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns}. */
    @Test
    void withinAnAccountAnExplicitDenyNamesThePolicyThatHasAnArn() {
        String arn = "arn:aws:iam::123456789012:policy/Guard";
        NamedPolicy guard = new NamedPolicy(arn, NONE);
        assertThat(denied("iam:ListRoles", "*", PolicySet.ofIdentity(List.of(named(ALL), guard.ofGroup("Staff")))))
                .endsWith(" with an explicit deny in an identity-based policy: " + arn);
        assertThat(denied("iam:ListRoles", "*", own(ALL).withBoundary(guard))).endsWith(" in a permissions boundary: " + arn);
        assertThat(denied("iam:ListRoles", "*", own(ALL).withSession(guard))).endsWith(" in a session policy: " + arn);
        assertThat(denied("iam:ListRoles", "*", own(ALL).withBoundary(new NamedPolicy(arn, OTHER)))).endsWith("the iam:ListRoles action");
        AccessRequest across = new AccessRequest(john(), "iam:ListRoles", "*", Optional.of("777788889999"), RequestContext.empty());
        assertThat(DenialMessage.of(across, Evaluator.evaluate(across, own(ALL).withBoundary(guard))))
                .endsWith(" with an explicit deny in a permissions boundary");
    }

    /** {@code AmazonS3/latest/userguide/troubleshoot-403-errors}. */
    @Test
    void s3PutsTheResourceIntoQuotationMarks() {
        assertThat(denied("s3:GetObject", "arn:aws:s3:::demo/a", own(OTHER)))
                .isEqualTo("User: " + JOHN + " is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::demo/a\""
                        + " because no identity-based policy allows the s3:GetObject action");
    }

    @Test
    void whatWasAllowedHasNoDenialMessage() {
        assertThatIllegalArgumentException().isThrownBy(() -> denied("iam:ListRoles", "*", own(ALL)));
    }

    private static String denied(String action, String resource, PolicySet policies) {
        AccessRequest request = new AccessRequest(john(), action, resource, Optional.of("123456789012"), RequestContext.empty());
        return DenialMessage.of(request, Evaluator.evaluate(request, policies));
    }

    private static PolicySet own(PolicyDocument document) {
        return PolicySet.ofIdentity(List.of(named(document)));
    }

    private static NamedPolicy named(PolicyDocument document) {
        return new NamedPolicy("Inline", document);
    }

    private static PolicyDocument identity(String effect, String action) {
        return PolicyDocument.parse("{\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}}",
                PolicyKind.IDENTITY);
    }

    private static PolicyDocument resource(String effect, String action) {
        return PolicyDocument.parse("{\"Statement\":{\"Effect\":\"" + effect + "\",\"Principal\":\"*\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}}", PolicyKind.RESOURCE);
    }

    private static PolicyDocument trust(String effect, String service) {
        return PolicyDocument.parse("{\"Statement\":{\"Effect\":\"" + effect + "\",\"Principal\":{\"Service\":\"" + service
                + "\"},\"Action\":\"sts:AssumeRole\"}}", PolicyKind.TRUST);
    }

    private static Principal john() {
        return new Principal.User(JOHN, "123456789012", "John", "AIDAEXAMPLEJOHN");
    }
}
