package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Policies in every layer and requests by every kind of principal, from a small world in which they often meet. */
final class DrawnPolicies {
    private static final String ACCOUNT = "111122223333";

    private DrawnPolicies() {}

    /** A request and the policies that are asked. */
    record World(AccessRequest request, PolicySet policies) {}

    static Arbitrary<World> worlds() {
        return Arbitraries.of(true, false).flatMap(trust -> Combinators.combine(requests(trust), sets(trust)).as(World::new));
    }

    private static Arbitrary<AccessRequest> requests(boolean trust) {
        return Combinators.combine(principals(), trust ? Arbitraries.of("sts:AssumeRole") : Arbitraries.of("s3:GetObject", "S3:putobject"),
                trust ? Arbitraries.of("arn:aws:iam::111122223333:role/Reader") : Arbitraries.of("arn:aws:s3:::demo/alice", "*"),
                Arbitraries.of(ACCOUNT, ACCOUNT, "444455556666"), Arbitraries.of("alice", "bob", ""))
                .as((principal, action, resource, owner, name) -> new AccessRequest(principal, action, resource, Optional.of(owner),
                        name.isEmpty() ? RequestContext.empty() : RequestContext.builder().put("aws:username", name).build()));
    }

    private static Arbitrary<Principal> principals() {
        return Arbitraries.of(new Principal.User("arn:aws:iam::111122223333:user/alice", ACCOUNT, "alice", "AIDAEXAMPLE"),
                new Principal.RoleSession("arn:aws:sts::111122223333:assumed-role/Reader/s", ACCOUNT,
                        "arn:aws:iam::111122223333:role/Reader",
                        "AROAEXAMPLE", "s"),
                new Principal.FederatedUser("arn:aws:sts::111122223333:federated-user/bob", ACCOUNT,
                        "arn:aws:iam::111122223333:user/alice"),
                new Principal.Root(ACCOUNT), new Principal.Service("ec2.amazonaws.com"), new Principal.Anonymous());
    }

    private static Arbitrary<PolicySet> sets(boolean trust) {
        return Combinators.combine(several("identity"), policy("boundary", PolicyKind.IDENTITY).optional(0.4),
                several("session"),
                policy("resource", trust ? PolicyKind.TRUST : PolicyKind.RESOURCE).optional(0.7),
                policy("endpoint", PolicyKind.RESOURCE).optional(0.2)).as(PolicySet::new);
    }

    /** Two at most, each with a name of its own. */
    private static Arbitrary<List<NamedPolicy>> several(String name) {
        return policy(name, PolicyKind.IDENTITY).list().ofMaxSize(2).map(policies -> IntStream.range(0, policies.size())
                .mapToObj(index -> new NamedPolicy(name + index, policies.get(index).document())).toList());
    }

    private static Arbitrary<NamedPolicy> policy(String name, PolicyKind kind) {
        return statement(kind).list().ofMinSize(1).ofMaxSize(3)
                .map(statements -> new NamedPolicy(name, PolicyDocument
                        .parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}", kind)));
    }

    private static Arbitrary<String> statement(PolicyKind kind) {
        return Combinators.combine(Arbitraries.of("Allow", "Allow", "Allow", "Deny"), actions(kind), resources(kind), principals(kind),
                Arbitraries.of("{}", "{}", "{\"StringEquals\":{\"aws:username\":\"alice\"}}",
                        "{\"StringNotLike\":{\"aws:username\":\"a*\"}}"))
                .as((effect, action, resource, principal, condition) -> "{\"Effect\":\"%s\",%s%s%s\"Condition\":%s}".formatted(effect,
                        action, resource, principal, condition));
    }

    private static Arbitrary<String> actions(PolicyKind kind) {
        return kind == PolicyKind.TRUST
                ? Arbitraries.of("\"Action\":\"sts:AssumeRole\",", "\"Action\":\"sts:*\",", "\"NotAction\":\"sts:AssumeRole\",")
                : Arbitraries.of("\"Action\":\"*\",", "\"Action\":\"s3:Get*\",", "\"NotAction\":\"s3:Put*\",", "\"Action\":\"ec2:*\",");
    }

    private static Arbitrary<String> resources(PolicyKind kind) {
        return kind == PolicyKind.TRUST
                ? Arbitraries.just("")
                : Arbitraries.of("\"Resource\":\"*\",", "\"Resource\":\"arn:aws:s3:::demo/${aws:username}\",",
                        "\"NotResource\":\"arn:aws:s3:::demo/b*\",", "\"Resource\":\"arn:aws:iam::*:role/*\",");
    }

    private static Arbitrary<String> principals(PolicyKind kind) {
        return kind == PolicyKind.IDENTITY
                ? Arbitraries.just("")
                : Arbitraries.of("\"*\"", "{\"AWS\":\"111122223333\"}", "{\"AWS\":\"arn:aws:iam::111122223333:user/alice\"}",
                        "{\"AWS\":\"arn:aws:iam::111122223333:role/Reader\"}", "{\"Service\":\"ec2.amazonaws.com\"}")
                        .map(principal -> "\"Principal\":" + principal + ",");
    }
}
