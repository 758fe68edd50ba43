package dev.rolecall.cloud.iam;

import static dev.rolecall.cloud.iam.IamFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.PolicySourceType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.Statement;

import dev.rolecall.cloud.TestCloud;

class PoliciesAreSimulatedTest {
    private static final String PREFIX = "arn:aws:iam::" + TestCloud.ACCOUNT + ":";
    private static final String BUCKET = "arn:aws:s3:::lesson";

    private static TestCloud cloud;
    private static IamClient iam;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        iam = cloud.iam();
        cloud.user("simulated", Optional.of(TestCloud.allow("s3:GetObject", BUCKET + "/*")));
        iam.createGroup(request -> request.groupName("team"));
        iam.addUserToGroup(request -> request.groupName("team").userName("simulated"));
        iam.putGroupPolicy(request -> request.groupName("team").policyName("NoSecrets")
                .policyDocument(TestCloud.statement("Deny", "s3:*", BUCKET + "/secret/*")));
    }

    @AfterAll
    static void stop() {
        iam.close();
        cloud.close();
    }

    private static EvaluationResult simulate(Consumer<SimulatePrincipalPolicyRequest.Builder> more) {
        return iam.simulatePrincipalPolicy(request -> {
            request.policySourceArn(PREFIX + "user/simulated");
            more.accept(request);
        }).evaluationResults().getFirst();
    }

    @Test
    void everyResourceIsDecidedAndTheStrictestDecisionStandsForAll() {
        EvaluationResult result = simulate(request -> request.actionNames("s3:GetObject").resourceArns(BUCKET + "/plain",
                BUCKET + "/secret/1", "arn:aws:s3:::other/plain"));
        assertThat(result.evalActionName()).isEqualTo("s3:GetObject");
        assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(result.resourceSpecificResults()).extracting(ResourceSpecificResult::evalResourceDecision).containsExactly(
                PolicyEvaluationDecisionType.ALLOWED, PolicyEvaluationDecisionType.EXPLICIT_DENY,
                PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(result.resourceSpecificResults().get(0).matchedStatements()).singleElement().satisfies(statement -> {
            assertThat(statement.sourcePolicyId()).isEqualTo("inline");
            assertThat(statement.sourcePolicyType()).isEqualTo(PolicySourceType.USER);
        });
        assertThat(result.resourceSpecificResults().get(1).matchedStatements()).singleElement().satisfies(statement -> {
            assertThat(statement.sourcePolicyId()).isEqualTo("NoSecrets");
            assertThat(statement.sourcePolicyType()).isEqualTo(PolicySourceType.GROUP);
        });
        assertThat(result.resourceSpecificResults().get(2).matchedStatements()).isEmpty();
    }

    @Test
    void aMatchedStatementIsFoundByRowAndColumn() {
        Statement administrator = iam.simulatePrincipalPolicy(
                request -> request.policySourceArn(PREFIX + "role/RolecallAdministrator").actionNames("iam:CreateUser")).evaluationResults()
                .getFirst().matchedStatements().getFirst();
        // AWS answers the same for its AdministratorAccess.
        assertThat(administrator.sourcePolicyId()).isEqualTo("AdministratorAccess");
        assertThat(administrator.sourcePolicyType()).isEqualTo(PolicySourceType.AWS_MANAGED);
        assertThat(administrator.startPosition().line()).isEqualTo(3);
        assertThat(administrator.startPosition().column()).isEqualTo(17);
        assertThat(administrator.endPosition().line()).isEqualTo(8);
        assertThat(administrator.endPosition().column()).isEqualTo(6);

        String two = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:a\", \"Resource\": \"*\"},\n"
                + " {\"Effect\": \"Allow\", \"Action\": \"s3:b\", \"Resource\": \"*\"}]}";
        Statement second = iam.simulateCustomPolicy(request -> request.policyInputList(two).actionNames("s3:b")).evaluationResults()
                .getFirst().matchedStatements().getFirst();
        assertThat(second.sourcePolicyId()).isEqualTo("PolicyInputList.1");
        assertThat(second.startPosition().line()).isEqualTo(1);
        assertThat(second.startPosition().column()).isEqualTo(two.indexOf(",\n") + 2);
        assertThat(second.endPosition().line()).isEqualTo(2);
        assertThat(second.endPosition().column()).isEqualTo(two.length() - two.indexOf('\n') - 2);
    }

    @Test
    void contextEntriesDecideConditionsAndWhatIsMissingIsNamed() {
        String policy = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::home/${aws:username}/*",
                 "Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}}]}""";
        EvaluationResult missing = simulate(request -> request.policyInputList(policy).actionNames("s3:PutObject")
                .resourceArns("arn:aws:s3:::home/simulated/file"));
        assertThat(missing.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(missing.missingContextValues()).containsExactly("aws:SourceIp", "aws:username");
        EvaluationResult given = simulate(request -> request.policyInputList(policy).actionNames("s3:PutObject")
                .resourceArns("arn:aws:s3:::home/simulated/file").contextEntries(entry("aws:sourceip", ContextKeyTypeEnum.IP, "192.0.2.7"),
                        entry("aws:username", ContextKeyTypeEnum.STRING, "simulated")));
        assertThat(given.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(given.missingContextValues()).isEmpty();
        assertFails(400, "InvalidInput", "takes one value", () -> simulate(request -> request.actionNames("s3:PutObject")
                .contextEntries(entry("aws:username", ContextKeyTypeEnum.STRING, "a", "b"))));

        assertThat(iam.getContextKeysForCustomPolicy(request -> request.policyInputList(policy)).contextKeyNames())
                .containsExactly("aws:SourceIp", "aws:username");
        iam.putGroupPolicy(request -> request.groupName("team").policyName("Mfa").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "ec2:*", "Resource": "*",
                 "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}]}"""));
        assertThat(
                iam.getContextKeysForPrincipalPolicy(request -> request.policySourceArn(PREFIX + "user/simulated").policyInputList(policy))
                        .contextKeyNames())
                .containsExactly("aws:MultiFactorAuthPresent", "aws:SourceIp", "aws:username");
    }

    private static ContextEntry entry(String key, ContextKeyTypeEnum type, String... values) {
        return ContextEntry.builder().contextKeyName(key).contextKeyType(type).contextKeyValues(values).build();
    }

    @Test
    void aBoundaryLimitsTheAttachedOneOrTheOneGiven() {
        cloud.user("bounded", Optional.of(TestCloud.allow("*", "*")));
        iam.putUserPermissionsBoundary(
                request -> request.userName("bounded").permissionsBoundary("arn:aws:iam::aws:policy/AmazonS3FullAccess"));
        EvaluationResult attached = iam.simulatePrincipalPolicy(
                request -> request.policySourceArn(PREFIX + "user/bounded").actionNames("ec2:RunInstances")).evaluationResults().getFirst();
        assertThat(attached.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(attached.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary()).isFalse();
        EvaluationResult given = iam.simulatePrincipalPolicy(request -> request.policySourceArn(PREFIX + "user/bounded")
                .permissionsBoundaryPolicyInputList(TestCloud.allow("ec2:*", "*")).actionNames("ec2:RunInstances")).evaluationResults()
                .getFirst();
        assertThat(given.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(given.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary()).isTrue();
        assertThat(given.matchedStatements()).extracting(Statement::sourcePolicyId).containsExactly("inline");
    }

    @Test
    void acrossAccountsBothSidesHaveToAllow() {
        String bucketPolicy = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%suser/simulated"},
                 "Action": "s3:GetObject", "Resource": "%s/open/*"}]}""".formatted(PREFIX, BUCKET);
        EvaluationResult result = simulate(
                request -> request.actionNames("s3:GetObject").resourceArns(BUCKET + "/open/1", BUCKET + "/shut/1")
                        .resourcePolicy(bucketPolicy).resourceOwner("444455556666"));
        assertThat(result.resourceSpecificResults()).extracting(ResourceSpecificResult::evalResourceDecision)
                .containsExactly(PolicyEvaluationDecisionType.ALLOWED, PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(result.resourceSpecificResults().get(1).evalDecisionDetails())
                .containsEntry("identity-based policy", PolicyEvaluationDecisionType.ALLOWED)
                .containsEntry("resource-based policy", PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(result.resourceSpecificResults().getFirst().matchedStatements()).extracting(Statement::sourcePolicyType)
                .containsExactly(PolicySourceType.USER, PolicySourceType.RESOURCE);
        assertFails(400, "InvalidInput", () -> iam.simulatePrincipalPolicy(
                request -> request.policySourceArn(PREFIX + "role/RolecallAdministrator").actionNames("s3:GetObject")
                        .resourcePolicy(bucketPolicy)));
    }

    @Test
    void somebodyElseMayCallWithThesePolicies() {
        String trusting = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:user/bob"},
                 "Action": "s3:GetObject", "Resource": "*"}]}""";
        assertThat(iam.simulateCustomPolicy(request -> request.policyInputList(TestCloud.allow("ec2:*", "*")).actionNames("s3:GetObject")
                .resourceArns(BUCKET + "/1").resourcePolicy(trusting).callerArn("arn:aws:iam::444455556666:user/bob")).evaluationResults()
                .getFirst().evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertFails(400, "InvalidInput", () -> iam.simulateCustomPolicy(request -> request
                .policyInputList(TestCloud.allow("ec2:*", "*")).actionNames("s3:GetObject").resourcePolicy(trusting)));
        assertFails(400, "InvalidInput", () -> simulate(
                request -> request.actionNames("s3:GetObject").callerArn("arn:aws:sts::444455556666:assumed-role/a/b")));
    }

    @Test
    void assumingARoleIsSimulatedOnTheCallersSide() {
        EvaluationResult result = iam.simulateCustomPolicy(request -> request.policyInputList(TestCloud.allow("sts:AssumeRole", "*"))
                .actionNames("sts:AssumeRole").resourceArns("arn:aws:iam::444455556666:role/there")).evaluationResults().getFirst();
        assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(result.matchedStatements()).extracting(Statement::sourcePolicyId).containsExactly("PolicyInputList.1");
    }

    @Test
    void whatCannotBeSimulatedIsRefused() {
        assertFails(400, "InvalidInput", "wildcards", () -> simulate(request -> request.actionNames("s3:*")));
        assertFails(400, "InvalidInput", "PolicyInputList.1 is malformed",
                () -> simulate(request -> request.actionNames("s3:GetObject").policyInputList("{}")));
        assertFails(400, "ValidationError", "ResourceHandlingOption",
                () -> simulate(request -> request.actionNames("ec2:RunInstances").resourceHandlingOption("EC2-VPC-EBS")));
        assertFails(404, "NoSuchEntity", () -> iam
                .simulatePrincipalPolicy(request -> request.policySourceArn(PREFIX + "user/absent").actionNames("s3:GetObject")));
        assertThat(iam.simulatePrincipalPolicyPaginator(request -> request.policySourceArn(PREFIX + "group/team")
                .actionNames("s3:GetObject", "s3:PutObject", "ec2:RunInstances").maxItems(1)).evaluationResults().stream()).hasSize(3);
    }

    @Test
    void whoeverSimulatesMayDoSoForThatPrincipal() {
        AwsCredentials auditor = cloud.user("auditor",
                Optional.of(TestCloud.allow("iam:SimulatePrincipalPolicy", PREFIX + "user/simulated")));
        try (IamClient own = cloud.iam(auditor)) {
            assertThat(own.simulatePrincipalPolicy(
                    request -> request.policySourceArn(PREFIX + "user/simulated").actionNames("s3:GetObject")).evaluationResults())
                    .hasSize(1);
            assertFails(403, "AccessDenied", "iam:SimulatePrincipalPolicy on resource: " + PREFIX + "user/auditor",
                    () -> own.simulatePrincipalPolicy(
                            request -> request.policySourceArn(PREFIX + "user/auditor").actionNames("s3:GetObject")));
            assertFails(403, "AccessDenied", "iam:SimulateCustomPolicy", () -> own.simulateCustomPolicy(
                    request -> request.policyInputList(TestCloud.allow("s3:*", "*")).actionNames("s3:GetObject")));
        }
    }
}
