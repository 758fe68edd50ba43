package dev.rolecall.iam;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Few users, few buckets, few actions: statements and requests that are drawn from it meet in most of their parts. */
final class SmallWorld extends DomainContextBase {
    private static final String HERE = "111122223333";
    private static final String THERE = "444455556666";
    private static final String ALICE = "arn:aws:iam::" + HERE + ":user/alice";
    private static final String READER = "arn:aws:iam::" + HERE + ":role/Reader";
    private static final String SESSION = "arn:aws:sts::" + HERE + ":assumed-role/Reader/s";
    private static final String FEDERATED = "arn:aws:sts::" + HERE + ":federated-user/bob";

    @Provide
    Arbitrary<Scene> scenes() {
        Arbitrary<List<Scene.Drawn>> policy = statements().list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(requests(), policy.list().ofMaxSize(2), policy.list().ofMaxSize(1), policy.list().ofMaxSize(1),
                policy.list().ofMaxSize(1)).as((request, identity, boundary, session, resource) -> {
                    Map<Layer, List<List<Scene.Drawn>>> policies = new EnumMap<>(Layer.class);
                    policies.put(Layer.IDENTITY, identity);
                    policies.put(Layer.BOUNDARY, boundary);
                    policies.put(Layer.SESSION, session);
                    policies.put(Layer.RESOURCE, resource);
                    return new Scene(request, policies, PolicyDocument::json);
                });
    }

    @Provide
    Arbitrary<Scene.Drawn> statements() {
        Arbitrary<String> who = Arbitraries.of("\"*\"", aws(HERE), aws(THERE), aws(ALICE), aws(READER), aws(SESSION), aws(FEDERATED),
                "{\"AWS\":[\"" + ALICE + "\",\"" + HERE + "\"]}", "{\"AWS\":[\"" + SESSION + "\",\"" + READER + "\",\"" + HERE + "\"]}",
                "{\"Service\":\"ec2.amazonaws.com\"}");
        Arbitrary<String> rest = Combinators.combine(Arbitraries.of("Action", "NotAction"),
                Arbitraries.of("*", "s3:*", "s3:Get*", "s3:GetObject", "ec2:*"), Arbitraries.of("Resource", "NotResource"),
                Arbitraries.of("*", "arn:aws:s3:::demo/*", "arn:aws:s3:::demo/${aws:username}", "arn:aws:s3:::*", "arn:aws:s3"),
                Arbitraries.of("{}", "{}", "{\"StringEquals\":{\"aws:username\":\"alice\"}}",
                        "{\"StringNotLike\":{\"aws:username\":\"a*\"}}", "{\"ForAllValues:StringLike\":{\"aws:TagKeys\":[\"a\",\"b*\"]}}",
                        "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":\"c\"},\"Null\":{\"aws:username\":false}}"))
                .as("\"%s\":\"%s\",\"%s\":\"%s\",\"Condition\":%s"::formatted);
        return Combinators.combine(Arbitraries.of(Effect.values()), who, Arbitraries.of(true, false), rest).as(Scene.Drawn::new);
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        return Combinators.combine(principals(), Arbitraries.of("s3:GetObject", "s3:PutObject", "ec2:RunInstances"),
                Arbitraries.of("arn:aws:s3:::demo/alice", "arn:aws:s3:::demo/x", "arn:aws:s3:::other/alice", "*"),
                Arbitraries.of(HERE, HERE, THERE),
                Arbitraries.<Map<String, String>>of(Map.of(), Map.of("aws:username", "alice"),
                        Map.of("aws:username", "bob", "aws:TagKeys", "c")))
                .as((principal, action, resource, owner, context) -> new AccessRequest(principal, action, resource, Optional.of(owner),
                        RequestContext.of(context)));
    }

    private static Arbitrary<Principal> principals() {
        return Arbitraries.of(new Principal.User(ALICE, HERE, "alice", "AIDAEXAMPLE"),
                new Principal.RoleSession(SESSION, HERE, READER, "AROAEXAMPLE", "s"), new Principal.FederatedUser(FEDERATED, HERE, ALICE),
                new Principal.FederatedUser(FEDERATED, HERE, "arn:aws:iam::" + HERE + ":root"), new Principal.Root(HERE),
                new Principal.Service("ec2.amazonaws.com"), new Principal.Anonymous());
    }

    private static String aws(String name) {
        return "{\"AWS\":\"" + name + "\"}";
    }
}
