package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The sentence on the wire (its forms: {@code troubleshoot_access-denied}), the lines for people, the JSON for programs. */
final class DenialsSayWhyTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String OBJECT = "arn:aws:s3:::demo/payroll/may.csv";
    private static final PolicyDocument LESSON = identity("Allow", "s3:GetObject", "arn:aws:s3:::demo/lesson/*");
    private static final PolicyDocument ALL = identity("Allow", "s3:*", "*");
    private static final PolicyDocument EC2 = identity("Allow", "ec2:*", "*");
    private static final PolicyDocument NOTHING = identity("Deny", "s3:*", "*");

    @Test
    void theMessageNamesTheLayerThatDidNotAllow() {
        assertThat(message(with(LESSON))).isEqualTo("User: " + ALICE + " is not authorized to perform: s3:GetObject on resource: " + OBJECT
                + " because no identity-based policy allows the s3:GetObject action");
        assertThat(message(with(ALL).withBoundary(named(EC2)))).endsWith(" because no permissions boundary allows the s3:GetObject action");
        assertThat(message(with(ALL).withSession(named(EC2)))).endsWith(" because no session policy allows the s3:GetObject action");
    }

    @Test
    void theMessageNamesTheLayerThatDenied() {
        assertThat(message(with(NOTHING))).isEqualTo("User: " + ALICE + " is not authorized to perform: s3:GetObject on resource: " + OBJECT
                + " with an explicit deny in an identity-based policy");
        assertThat(message(with(ALL).withBoundary(named(NOTHING)))).endsWith(" with an explicit deny in a permissions boundary");
        assertThat(message(with(ALL).withSession(named(NOTHING)))).endsWith(" with an explicit deny in a session policy");
        PolicyDocument bucket = PolicyDocument.parse(
                "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}", PolicyKind.RESOURCE);
        assertThat(message(with(ALL).withResource(named(bucket)))).endsWith(" with an explicit deny in a resource-based policy");
    }

    @Test
    void aRoleThatTrustsSomebodyElseSaysSo() {
        PolicyDocument trust = PolicyDocument.parse(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}",
                PolicyKind.TRUST);
        AccessRequest request = new AccessRequest(new Principal.Service("lambda.amazonaws.com"), "sts:AssumeRole",
                "arn:aws:iam::111122223333:role/Reader", Optional.empty(), RequestContext.empty());
        Decision decision = Evaluator.evaluate(request, PolicySet.none().withResource(named(trust)));
        assertThat(DenialMessage.of(request, decision)).isEqualTo("User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole"
                + " on resource: arn:aws:iam::111122223333:role/Reader because no role trust policy allows the sts:AssumeRole action");
    }

    @Test
    void anActionWithoutResourcesIsDeniedWithoutOne() {
        AccessRequest request = new AccessRequest(alice(), "ec2:DescribeInstances", "*", Optional.empty(), RequestContext.empty());
        assertThat(DenialMessage.of(request, Evaluator.evaluate(request, with(LESSON)))).isEqualTo("User: " + ALICE
                + " is not authorized to perform: ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action");
    }

    @Test
    void whatWasAllowedHasNoDenialMessage() {
        Decision allowed = Evaluator.evaluate(request(), with(ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> DenialMessage.of(request(), allowed));
    }

    @Test
    void theLinesForPeopleShowWhatKeptAStatementFromMatching() {
        assertThat(ExplanationText.render(Evaluator.evaluate(request(), with(LESSON)).explanation())).isEqualTo(ALICE + ", s3:GetObject on "
                + OBJECT + ": no statement of the principal's policies allows it; nearest is statement 0 (One) of identity-based policy P,"
                + " differs in Resource: it says arn:aws:s3:::demo/lesson/*, the request has " + OBJECT
                + ".\n  identity-based policy P\n    statement 0 (One), Allow: differs in Resource: it says arn:aws:s3:::demo/lesson/*,"
                + " the request has " + OBJECT);
    }

    @Test
    void aConditionThatFailsIsShownWithWhatWasFound() {
        PolicyDocument expired = PolicyDocument.parse("""
                {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
                 "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}, "Bool": {"aws:x": "true"}}}}
                """, PolicyKind.IDENTITY);
        AccessRequest late = new AccessRequest(alice(), "s3:GetObject", OBJECT, Optional.of("111122223333"),
                RequestContext.of(Map.of("aws:CurrentTime", "2026-11-24T00:00:00Z")));
        assertThat(Evaluator.evaluate(late, with(expired)).explanation().summary())
                .endsWith("fails DateLessThan on aws:CurrentTime: it says 2026-01-01T00:00:00Z, the request has 2026-11-24T00:00:00Z.");
        assertThat(Evaluator.evaluate(request(), with(expired)).explanation().summary()).endsWith("the request has no such key.");
    }

    @Test
    void anAllowNamesTheStatementThatAllowed() {
        Explanation explanation = Evaluator.evaluate(request(), with(ALL)).explanation();
        assertThat(explanation.step()).isEqualTo(Step.IDENTITY_ALLOWS);
        assertThat(explanation.decisive()).singleElement()
                .satisfies(place -> assertThat(place.label()).isEqualTo("statement 0 (One) of identity-based policy P"));
    }

    @Test
    void theJsonSaysTheSame() {
        JsonNode json = ExplanationJson.of(Evaluator.evaluate(request(), with(LESSON)));
        assertThat(json.path("decision").asString()).isEqualTo("ImplicitDeny");
        assertThat(json.path("layer").asString()).isEqualTo("IDENTITY");
        JsonNode mismatch = json.at("/policies/0/statements/0/mismatch");
        assertThat(mismatch.path("element").asString()).isEqualTo("Resource");
        assertThat(mismatch.at("/wanted/0").asString()).isEqualTo("arn:aws:s3:::demo/lesson/*");
        assertThat(mismatch.path("found").asString()).isEqualTo(OBJECT);
    }

    private static String message(PolicySet policies) {
        return DenialMessage.of(request(), Evaluator.evaluate(request(), policies));
    }

    private static PolicySet with(PolicyDocument document) {
        return PolicySet.ofIdentity(List.of(named(document)));
    }

    private static NamedPolicy named(PolicyDocument document) {
        return new NamedPolicy("P", document);
    }

    private static PolicyDocument identity(String effect, String action, String resource) {
        return PolicyDocument
                .parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"One\",\"Effect\":\"" + effect + "\",\"Action\":\""
                        + action + "\",\"Resource\":\"" + resource + "\"}]}", PolicyKind.IDENTITY);
    }

    private static AccessRequest request() {
        return new AccessRequest(alice(), "s3:GetObject", OBJECT, Optional.of("111122223333"), RequestContext.empty());
    }

    private static Principal alice() {
        return new Principal.User(ALICE, "111122223333", "alice", "AIDAEXAMPLE");
    }
}
