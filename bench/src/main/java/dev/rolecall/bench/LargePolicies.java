package dev.rolecall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * Ten identity policies, each near the 6,144 characters that a managed policy may have, with a boundary, a session policy and a resource
 * policy of the same kind: many statements with several actions each, wildcards, variables, conditions. Asked by users, roles and a
 * service, for what is allowed, denied by nobody's allowing it, and denied explicitly.
 */
final class LargePolicies {
    private static final int LARGEST = 6_144;
    private static final int POLICIES = 10;
    private static final String ACCOUNT = "111122223333";
    private static final List<String> SERVICES = List.of("s3", "ec2", "dynamodb", "sqs", "sns", "lambda", "logs", "kms", "ecr", "ssm");
    private static final List<String> VERBS = List.of("Get*", "List*", "Describe*", "PutItem", "CreateThing", "DeleteThing", "BatchGet*",
            "Update*Configuration");
    private static final List<String> CONDITIONS = List.of("", "\"StringEquals\":{\"aws:PrincipalTag/team\":[\"a\",\"b\",\"c\"]}",
            "\"StringLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/team-*\"},\"Bool\":{\"aws:SecureTransport\":\"true\"}",
            "\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"192.168.0.0/16\"]}",
            "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2026-01-01T00:00:00Z\"},\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}",
            "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\",\"stage\"]}",
            "\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:events:*:111122223333:rule/*\"}");

    private LargePolicies() {}

    static String document(int number) {
        return document(number, "");
    }

    private static String document(int number, String principal) {
        StringJoiner statements = new StringJoiner(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}");
        for (int i = 0; statements.length() < LARGEST - 700; i++) {
            statements.add(statement(number * 31 + i, i, principal));
        }
        return statements.toString();
    }

    private static String statement(int seed, int sid, String principal) {
        StringJoiner actions = new StringJoiner(",", "[", "]");
        String service = SERVICES.get(seed % SERVICES.size());
        for (int i = 0; i < 5; i++) {
            actions.add("\"" + service + ":" + VERBS.get((seed + i) % VERBS.size()) + "\"");
        }
        String name = seed % 3 == 0 ? "${aws:username}" : "team-" + seed;
        String resources = "[\"arn:aws:" + service + ":*:" + ACCOUNT + ":thing/" + name + "/*\",\"arn:aws:" + service
                + ":us-east-1:*:other/"
                + seed + "-*-data\"]";
        String condition = CONDITIONS.get(seed % CONDITIONS.size());
        return "{\"Sid\":\"S" + sid + "\",\"Effect\":\"" + (seed % 7 == 3 ? "Deny" : "Allow") + "\"," + principal + "\"Action\":" + actions
                + ",\"Resource\":" + resources + (condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}") + "}";
    }

    static PolicySet policies() {
        List<NamedPolicy> identity = new ArrayList<>();
        for (int i = 0; i < POLICIES; i++) {
            identity.add(policy("managed" + i, document(i), PolicyKind.IDENTITY));
        }
        identity.add(policy("data", allow("s3:Get*", "arn:aws:s3:::data/${aws:PrincipalTag/team}/*", ""), PolicyKind.IDENTITY));
        return PolicySet.ofIdentity(identity)
                .withBoundary(policy("boundary", allow("*", "*", ""), PolicyKind.IDENTITY))
                .withSession(policy("session", allow("s3:*", "*", ""), PolicyKind.IDENTITY))
                .withResource(policy("resource", document(POLICIES, "\"Principal\":{\"AWS\":[\"111122223333\",\"444455556666\"]},"),
                        PolicyKind.RESOURCE));
    }

    private static String allow(String action, String resource, String more) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\"," + more + "\"Action\":\"" + action + "\",\"Resource\":\""
                + resource + "\"}}";
    }

    private static NamedPolicy policy(String name, String json, PolicyKind kind) {
        return new NamedPolicy(name, PolicyDocument.parse(json, kind));
    }

    static List<AccessRequest> requests() {
        List<Principal> principals = List.of(
                new Principal.User("arn:aws:iam::111122223333:user/alice", ACCOUNT, "alice", "AIDAEXAMPLE"),
                new Principal.RoleSession("arn:aws:sts::111122223333:assumed-role/team-a/s", ACCOUNT,
                        "arn:aws:iam::111122223333:role/team-a",
                        "AROAEXAMPLE", "s"),
                new Principal.Service("events.amazonaws.com"));
        List<String> asked = List.of("s3:GetObject arn:aws:s3:::data/a/report.csv", "s3:PutObject arn:aws:s3:::data/a/report.csv",
                "sqs:GetQueue arn:aws:sqs:us-east-1:111122223333:thing/alice/queue",
                "lambda:DescribeThing arn:aws:lambda:us-east-1:111122223333:thing/team-5/x",
                "dynamodb:PutItem arn:aws:dynamodb:eu-west-1:111122223333:other/22-big-data", "ec2:TerminateInstances *");
        List<AccessRequest> requests = new ArrayList<>();
        for (Principal principal : principals) {
            for (String each : asked) {
                int blank = each.indexOf(' ');
                requests.add(
                        new AccessRequest(principal, each.substring(0, blank), each.substring(blank + 1), Optional.of(ACCOUNT), context()));
            }
        }
        return List.copyOf(requests);
    }

    private static RequestContext context() {
        return RequestContext.builder().put("aws:SecureTransport", "true").put("aws:SourceIp", "10.1.2.3").put("aws:username", "alice")
                .put("aws:CurrentTime", "2026-11-24T10:00:00Z").put("aws:PrincipalTag/team", "a")
                .put("aws:PrincipalArn", "arn:aws:iam::111122223333:role/team-a").put("aws:TagKeys", List.of("team", "stage"))
                .put("aws:PrincipalAccount", ACCOUNT).put("aws:RequestedRegion", "us-east-1").build();
    }
}
