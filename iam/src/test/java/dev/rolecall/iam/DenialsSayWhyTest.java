package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What kept each statement from matching, and what decided: the lines for people, the JSON for programs. */
final class DenialsSayWhyTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String OBJECT = "arn:aws:s3:::demo/payroll/may.csv";
    private static final PolicyDocument LESSON = identity("Allow", "s3:GetObject", "arn:aws:s3:::demo/lesson/*");
    private static final PolicyDocument ALL = identity("Allow", "s3:*", "*");
    private static final PolicyDocument EC2 = identity("Allow", "ec2:*", "*");

    @Test
    void theLinesForPeopleShowWhatKeptAStatementFromMatching() {
        assertThat(ExplanationText.render(Evaluator.evaluate(request(), with(LESSON)).explanation())).isEqualTo(ALICE + ", s3:GetObject on "
                + OBJECT + ": no statement of the principal's policies allows it; nearest is statement 0 (One) of identity-based policy P,"
                + " differs in Resource: it says arn:aws:s3:::demo/lesson/*, the request has " + OBJECT
                + ".\n  identity-based policy P\n    statement 0 (One), Allow: differs in Resource: it says arn:aws:s3:::demo/lesson/*,"
                + " the request has " + OBJECT + "\n  to be allowed: widen statement 0 (One) of identity-based policy P: its Resource says"
                + " arn:aws:s3:::demo/lesson/*, and needs to cover " + OBJECT);
    }

    @Test
    void aConditionThatFailsIsShownWithWhatWasFound() {
        PolicyDocument expired = PolicyDocument.parse("""
                {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
                 "Condition": {"Bool": {"aws:x": "true"}, "DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}}}
                """, PolicyKind.IDENTITY);
        AccessRequest late = new AccessRequest(alice(), "s3:GetObject", OBJECT, Optional.of("111122223333"),
                RequestContext.of(Map.of("aws:CurrentTime", "2026-11-24T00:00:00Z")));
        assertThat(Evaluator.evaluate(late, with(expired)).explanation().summary())
                .endsWith("fails Bool on aws:x: it says true, the request has no such key; "
                        + "fails DateLessThan on aws:CurrentTime: it says 2026-01-01T00:00:00Z, the request has 2026-11-24T00:00:00Z.");
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
        assertThat(json.at("/policies/0/statements/0/mismatches/0")).isEqualTo(mismatch);
        JsonNode change = json.at("/changes/0");
        assertThat(change.path("kind").asString()).isEqualTo("allow");
        assertThat(change.path("layer").asString()).isEqualTo("IDENTITY");
        assertThat(change.path("action").asString()).isEqualTo("s3:GetObject");
        assertThat(change.path("resource").asString()).isEqualTo(OBJECT);
        assertThat(change.at("/policies/0").asString()).isEqualTo("P");
        assertThat(change.at("/nearest/mismatches/0")).isEqualTo(mismatch);
        assertThat(change.path("text").asString()).startsWith("widen statement 0 (One)");
    }

    @Test
    void everyDifferenceIsThereAndNotOnlyTheFirst() {
        StatementTrace trace = explain(with(identity("Allow", "ec2:*", "arn:aws:ec2:*:*:instance/*"))).policies().getFirst().statements()
                .getFirst();
        assertThat(trace.mismatches()).containsExactly(new Mismatch.ElementDiffers("Action", List.of("ec2:*"), "s3:GetObject"),
                new Mismatch.ElementDiffers("Resource", List.of("arn:aws:ec2:*:*:instance/*"), OBJECT));
    }

    @Test
    void theExplanationOfADecisionIsTheSameEachTime() {
        Decision decision = Evaluator.evaluate(request(), with(LESSON).withBoundary(named(EC2)));
        assertThat(decision.explanation()).isEqualTo(decision.explanation());
        assertThat(decision).isEqualTo(Evaluator.evaluate(request(), with(LESSON).withBoundary(named(EC2))));
    }

    @Test
    void aPolicyOfAGroupIsShownAsSuch() {
        Explanation explanation = explain(PolicySet.ofIdentity(List.of(named(ALL).ofGroup("Readers"))));
        assertThat(explanation.summary()).endsWith("(statement 0 (One) of identity-based policy P of group Readers).");
        assertThat(explanation.policies().getFirst().policy()).isEqualTo("P of group Readers");
    }

    private static Explanation explain(PolicySet policies) {
        return Evaluator.evaluate(request(), policies).explanation();
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
