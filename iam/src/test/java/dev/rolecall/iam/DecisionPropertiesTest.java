package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any policies and requests, drawn from a small world in which patterns and requests often meet. */
final class DecisionPropertiesTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void addingADenyNeverTurnsADenialIntoAnAllow(@ForAll("statements") List<String> statements, @ForAll("statement") String extra,
            @ForAll("requests") AccessRequest request) {
        boolean before = decide(statements, request).allowed();
        List<String> more = new ArrayList<>(statements);
        more.add(extra.replace("\"Allow\"", "\"Deny\""));
        assertThat(before || !decide(more, request).allowed()).isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void addingAnAllowNeverTurnsAnExplicitDeny(@ForAll("statements") List<String> statements, @ForAll("statement") String extra,
            @ForAll("requests") AccessRequest request) {
        List<String> more = new ArrayList<>(statements);
        more.add(extra.replace("\"Deny\"", "\"Allow\""));
        boolean denied = decide(statements, request) instanceof Decision.ExplicitDeny;
        assertThat(decide(more, request) instanceof Decision.ExplicitDeny).isEqualTo(denied);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfStatementsDoesNotMatter(@ForAll("statements") List<String> statements, @ForAll long seed,
            @ForAll("requests") AccessRequest request) {
        List<String> shuffled = new ArrayList<>(statements);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(decide(shuffled, request).word()).isEqualTo(decide(statements, request).word());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aBoundaryNeverWidensWhatIdentityPoliciesAllow(@ForAll("statements") List<String> statements,
            @ForAll("statements") List<String> boundary, @ForAll("requests") AccessRequest request) {
        PolicySet without = PolicySet.ofIdentity(List.of(policy(statements)));
        Decision limited = Evaluator.evaluate(request, without.withBoundary(policy(boundary)));
        assertThat(!limited.allowed() || Evaluator.evaluate(request, without).allowed()).isTrue();
    }

    private static Decision decide(List<String> statements, AccessRequest request) {
        return Evaluator.evaluate(request, PolicySet.ofIdentity(List.of(policy(statements))));
    }

    private static NamedPolicy policy(List<String> statements) {
        return new NamedPolicy("drawn", PolicyDocument
                .parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}", PolicyKind.IDENTITY));
    }

    @Provide
    Arbitrary<List<String>> statements() {
        return statement().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> statement() {
        return Combinators.combine(Arbitraries.of("Allow", "Deny"), Arbitraries.of("Action", "NotAction"),
                Arbitraries.of("*", "s3:*", "s3:Get*", "s3:GetObject", "ec2:*"), Arbitraries.of("Resource", "NotResource"),
                Arbitraries.of("*", "arn:aws:s3:::demo/*", "arn:aws:s3:::demo/${aws:username}", "arn:aws:s3:::*"),
                Arbitraries.of("{}", "{\"StringEquals\":{\"aws:username\":\"alice\"}}", "{\"StringNotLike\":{\"aws:username\":\"a*\"}}",
                        "{\"ForAllValues:StringLike\":{\"aws:TagKeys\":[\"a\",\"b*\"]}}"))
                .as((effect, action, actions, resource, resources, condition) -> ("{\"Effect\":\"%s\",\"%s\":\"%s\",\"%s\":\"%s\","
                        + "\"Condition\":%s}").formatted(effect, action, actions, resource, resources, condition));
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        return Combinators
                .combine(Arbitraries.of("s3:GetObject", "s3:PutObject", "ec2:RunInstances"),
                        Arbitraries.of("arn:aws:s3:::demo/alice", "arn:aws:s3:::demo/x", "arn:aws:s3:::other/alice", "*"),
                        Arbitraries.<Map<String, String>>of(Map.of(), Map.of("aws:username", "alice"),
                                Map.of("aws:username", "bob", "aws:TagKeys", "c")))
                .as((action, resource, context) -> new AccessRequest(
                        new Principal.User("arn:aws:iam::111122223333:user/alice", "111122223333", "alice", "AIDAEXAMPLE"), action,
                        resource, Optional.of("111122223333"), RequestContext.of(context)));
    }
}
