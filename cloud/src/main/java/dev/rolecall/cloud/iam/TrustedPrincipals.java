package dev.rolecall.cloud.iam;

import java.util.Optional;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.iam.PolicyDocument;

/**
 * The users and roles that a trust policy names: kept by unique id and shown by ARN, so that whoever takes the name of one that was deleted
 * is not trusted.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal: IAM user and role
 *      principals</a>
 */
record TrustedPrincipals(Account account) {
    private static final String AWS = "AWS";

    /**
     * The document as it is kept.
     *
     * @throws AwsException {@code MalformedPolicyDocument} where it names a user or role of the account that is not there
     */
    PolicyDocument kept(PolicyDocument document) {
        String prefix = "arn:aws:iam::" + account.id() + ":";
        return changed(document, text -> text.startsWith(prefix + "user/") || text.startsWith(prefix + "role/")
                ? Optional.of(byArn(text).id())
                : Optional.empty());
    }

    /** The document as it is shown: an id whose owner is gone stays an id. */
    PolicyDocument shown(PolicyDocument document) {
        return changed(document,
                text -> account.identities().filter(identity -> identity.id().equals(text)).findFirst().map(Identity::arn));
    }

    private Identity byArn(String arn) {
        return account.identities().filter(identity -> identity.arn().equals(arn)).findFirst()
                .orElseThrow(
                        () -> new AwsException("MalformedPolicyDocument", 400, "Invalid principal in policy: \"AWS\":\"" + arn + "\""));
    }

    /** The same document, to the letter, where nothing in it changes. */
    private static PolicyDocument changed(PolicyDocument document, Function<String, Optional<String>> principal) {
        JsonNode tree = JsonMapper.shared().readTree(document.json());
        JsonNode statements = tree.path("Statement");
        boolean any = false;
        for (JsonNode statement : statements.isArray() ? statements : JsonMapper.shared().createArrayNode().add(statements)) {
            any |= statement.path("Principal") instanceof ObjectNode named && replace(named, principal);
        }
        return any ? PolicyDocument.parse(tree.toString(), document.kind()) : document;
    }

    private static boolean replace(ObjectNode named, Function<String, Optional<String>> principal) {
        if (named.path(AWS) instanceof ArrayNode several) {
            boolean any = false;
            for (int i = 0; i < several.size(); i++) {
                Optional<String> other = principal.apply(several.path(i).asString());
                if (other.isPresent()) {
                    several.set(i, StringNode.valueOf(other.get()));
                    any = true;
                }
            }
            return any;
        }
        Optional<String> other = principal.apply(named.path(AWS).asString(""));
        other.ifPresent(text -> named.put(AWS, text));
        return other.isPresent();
    }
}
