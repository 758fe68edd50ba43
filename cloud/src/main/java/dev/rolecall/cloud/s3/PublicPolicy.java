package dev.rolecall.cloud.s3;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * Whether a bucket policy is public: it allows something to everybody, and no condition narrows that to fixed values of what nobody can
 * choose.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *      meaning of "public"</a>
 */
final class PublicPolicy {
    private static final Set<String> NARROWING = Set.of("aws:principalorgid", "aws:principalorgpaths", "aws:sourcearn", "aws:sourcevpc",
            "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "aws:principalaccount", "aws:principalarn",
            "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointarn", "s3:dataaccesspointaccount");
    private static final Set<String> OPERATORS = Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike",
            "ipaddress");
    private static final Pattern VARIES = Pattern.compile(".*(\\*|\\?|\\$\\{).*");
    private static final Pattern ROLE_SESSIONS = Pattern.compile("AROA[A-Z0-9]+:\\*");
    /** Ranges wider than these are everybody's. */
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 32;

    private PublicPolicy() {}

    static boolean is(String document) {
        return list(JsonMapper.shared().readTree(document).path("Statement")).anyMatch(PublicPolicy::isPublic);
    }

    /** The policy with what restricting a public bucket comes to: nobody but its own account and services. */
    static NamedPolicy restricted(NamedPolicy policy, String bucket, String owner) {
        ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(policy.document().json());
        ArrayNode statements = JsonMapper.shared().createArrayNode();
        list(document.path("Statement")).forEach(statements::add);
        statements.add(JsonMapper.shared().readTree("""
                {"Sid": "RestrictPublicBuckets", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                 "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"], "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "%2$s"},
                 "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}""".formatted(bucket, owner)));
        document.set("Statement", statements);
        return new NamedPolicy(policy.name() + ", restricted by block public access",
                PolicyDocument.parse(document.toString(), PolicyKind.RESOURCE));
    }

    private static boolean isPublic(JsonNode statement) {
        return statement.path("Effect").asString("").equals("Allow") && isForEverybody(statement)
                && statement.path("Condition").properties().stream().noneMatch(PublicPolicy::narrows);
    }

    private static boolean isForEverybody(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.has("NotPrincipal") || principal.asString("").equals("*")
                || list(principal.path("AWS")).anyMatch(name -> name.asString("").equals("*"));
    }

    private static boolean narrows(Map.Entry<String, JsonNode> condition) {
        boolean insists = OPERATORS.contains(condition.getKey().toLowerCase(Locale.ROOT));
        return insists && condition.getValue().properties().stream().anyMatch(key -> {
            List<String> values = list(key.getValue()).map(value -> value.asString("")).toList();
            return switch (key.getKey().toLowerCase(Locale.ROOT)) {
                case "aws:sourceip" -> values.stream().allMatch(PublicPolicy::isNarrowRange);
                case "aws:userid" -> values.stream().noneMatch(value -> isVariable(value) && !ROLE_SESSIONS.matcher(value).matches());
                default -> NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT)) && values.stream().noneMatch(PublicPolicy::isVariable);
            };
        });
    }

    private static boolean isVariable(String value) {
        return VARIES.matcher(value).matches();
    }

    private static boolean isNarrowRange(String cidr) {
        int slash = cidr.indexOf('/');
        int widest = cidr.contains(":") ? WIDEST_IPV6 : WIDEST_IPV4;
        return slash < 0 || (cidr.substring(slash + 1).matches("\\d{1,3}") && Integer.parseInt(cidr.substring(slash + 1)) >= widest);
    }

    private static Stream<JsonNode> list(JsonNode node) {
        return node.isArray() ? node.valueStream() : node.isMissingNode() ? Stream.empty() : Stream.of(node);
    }
}
