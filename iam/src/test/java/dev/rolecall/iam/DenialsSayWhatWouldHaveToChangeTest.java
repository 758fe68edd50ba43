package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** The smallest change that would let a denied request through: which statement, which side, which layer. */
final class DenialsSayWhatWouldHaveToChangeTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String OBJECT = "arn:aws:s3:::demo/payroll/may.csv";
    private static final String ALL = statement("Allow", "s3:*", "*");

    @Test
    void theNearestStatementIsTheOneOfWhichLeastDiffers() {
        PolicySet policies = own(statement("Allow", "ec2:*", "*"), statement("Allow", "s3:PutObject", "arn:aws:s3:::demo/lesson/*"),
                statement("Allow", "s3:GetObject", "arn:aws:s3:::other/*"),
                statement("Allow", "s3:GetObject", "arn:aws:s3:::demo/lesson/*"));
        assertThat(explain(policies).changes()).singleElement().isInstanceOfSatisfying(Change.Allow.class, allow -> {
            assertThat(allow.layer()).isEqualTo(Layer.IDENTITY);
            assertThat(allow.policies()).containsExactly("P");
            assertThat(allow.nearest().orElseThrow().statement().index()).isEqualTo(3);
        });
        assertThat(text(policies)).containsExactly("widen statement 3 of identity-based policy P: its Resource says"
                + " arn:aws:s3:::demo/lesson/*, and needs to cover " + OBJECT);
    }

    @Test
    void aConditionIsLessOfAChangeThanAResource() {
        String conditional = statement("Allow", "s3:GetObject", "arn:aws:s3:::demo/payroll/*").replace("}",
                ",\"Condition\":{\"StringEquals\":{\"aws:x\":\"a\"}}}");
        PolicySet policies = own(conditional, statement("Allow", "s3:GetObject", "arn:aws:s3:::demo/lesson/*"));
        assertThat(text(policies)).containsExactly("widen statement 0 of identity-based policy P: its condition StringEquals on aws:x"
                + " (it says a, the request has no such key) has to hold");
    }

    @Test
    void aNegatedElementMustNotCoverTheRequest() {
        String json = "{\"Effect\":\"Allow\",\"NotAction\":\"s3:*\",\"Resource\":\"*\"}";
        assertThat(text(PolicySet.ofIdentity(List.of(policy(PolicyKind.IDENTITY, json)))))
                .containsExactly("widen statement 0 of identity-based policy P: its NotAction says s3:*, and must not cover s3:GetObject");
    }

    @Test
    void whoHasNoPolicyNeedsOne() {
        assertThat(text(PolicySet.none()))
                .containsExactly("there is no identity-based policy; one is needed that allows s3:GetObject on " + OBJECT);
    }

    @Test
    void aPolicyWithoutAnAllowNeedsAStatement() {
        assertThat(text(own(statement("Deny", "s3:PutObject", "*"))))
                .containsExactly("add a statement that allows s3:GetObject on " + OBJECT + " to identity-based policy P");
    }

    @Test
    void everyLayerThatHoldsBackIsNamed() {
        PolicySet policies = own(statement("Allow", "ec2:*", "*"))
                .withBoundary(policy(PolicyKind.IDENTITY, statement("Deny", "iam:*", "*")))
                .withSession(policy(PolicyKind.IDENTITY, ALL));
        assertThat(explain(policies).changes()).extracting(change -> ((Change.Allow) change).layer()).containsExactly(Layer.IDENTITY,
                Layer.BOUNDARY);
    }

    @Test
    void acrossAccountsTheSideThatIsMissingIsNamed() {
        Decision decision = Evaluator.evaluate(request("444455556666"), own(ALL));
        assertThat(decision.explanation().changes()).containsExactly(
                new Change.Allow(Layer.RESOURCE, "s3:GetObject", OBJECT, List.of(), Optional.empty()));
        Decision neither = Evaluator.evaluate(request("444455556666"), PolicySet.none());
        assertThat(neither.explanation().changes()).extracting(change -> ((Change.Allow) change).layer()).containsExactly(Layer.IDENTITY,
                Layer.RESOURCE);
    }

    @Test
    void aDenyIsNamedWithWhatItHangsOn() {
        NamedPolicy bucket = policy(PolicyKind.RESOURCE, "{\"Sid\":\"Tls\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}");
        AccessRequest plain = new AccessRequest(alice(), "s3:GetObject", OBJECT, Optional.of("111122223333"),
                RequestContext.of(Map.of("aws:SecureTransport", "false")));
        List<Change> changes = Evaluator.evaluate(plain, own(ALL).withResource(bucket)).explanation().changes();
        assertThat(changes).singleElement().isInstanceOfSatisfying(Change.RemoveDeny.class,
                deny -> assertThat(deny.statement().statement().hangsOn()).containsExactly(
                        new ConditionTrace("Bool", "aws:SecureTransport", List.of("false"), Optional.of(List.of("false")))));
        assertThat(changes.stream().map(ChangeText::of)).containsExactly("remove statement 0 (Tls) of resource-based policy P, or let one"
                + " of its conditions not hold: Bool on aws:SecureTransport (it says false, the request has false)");
    }

    @Test
    void aRootUserHasToLetSomebodyElseAssumeTheRole() {
        AccessRequest request = new AccessRequest(new Principal.Root("111122223333"), "sts:AssumeRole",
                "arn:aws:iam::111122223333:role/Reader", Optional.empty(), RequestContext.empty());
        assertThat(Evaluator.evaluate(request, PolicySet.none()).explanation().changes())
                .containsExactly(new Change.UseAnotherPrincipal("sts:AssumeRole"));
    }

    @Test
    void whatIsAllowedNeedsNoChange() {
        assertThat(explain(own(ALL)).changes()).isEmpty();
    }

    private static List<String> text(PolicySet policies) {
        return explain(policies).changes().stream().map(ChangeText::of).toList();
    }

    private static Explanation explain(PolicySet policies) {
        return Evaluator.evaluate(request("111122223333"), policies).explanation();
    }

    private static AccessRequest request(String owner) {
        return new AccessRequest(alice(), "s3:GetObject", OBJECT, Optional.of(owner), RequestContext.empty());
    }

    private static Principal alice() {
        return new Principal.User(ALICE, "111122223333", "alice", "AIDAEXAMPLE");
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    private static PolicySet own(String... statements) {
        return PolicySet.ofIdentity(List.of(policy(PolicyKind.IDENTITY, statements)));
    }

    private static NamedPolicy policy(PolicyKind kind, String... statements) {
        return new NamedPolicy("P",
                PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}", kind));
    }
}
