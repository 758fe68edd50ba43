package dev.rolecall.cloud.sts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.SessionPolicies;
import dev.rolecall.cloud.identity.SessionTags;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * What a call passes to narrow a session and to mark it.
 *
 * @param packed how much of the room for it all is taken, in percent; empty where nothing is passed
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length">IAM and STS
 *      character limits</a>
 */
record SessionScope(SessionPolicies policies, SessionTags tags, Optional<Integer> packed) {
    private static final Pattern POLICY = Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
    private static final int LONGEST_PLAIN = 2_048;
    private static final int MOST_POLICIES = 10;
    /** AWS packs in a way that it does not document. Here it is DEFLATE, and the room is what makes reported sizes come out about right. */
    private static final int ROOM = 512;
    private static final int WHOLE = 100;

    static SessionScope of(Parameters parameters) {
        // A policy that is empty is one that is wrong: left out, it would leave the session as wide as its role.
        Optional<String> inline = parameters.node().has("Policy")
                ? Optional.of(parameters.optional("Policy").orElse(""))
                : Optional.empty();
        List<String> managed = structures(parameters, "PolicyArns").stream().map(policy -> policy.required("arn")).toList();
        int plain = inline.map(String::length).orElse(0) + managed.stream().mapToInt(String::length).sum();
        new Constraints().text("policy", inline, 1, LONGEST_PLAIN, POLICY).count("policyArns", managed.size(), MOST_POLICIES).check();
        if (plain > LONGEST_PLAIN) {
            throw AwsException.validation("The session policies have " + plain + " characters, more than " + LONGEST_PLAIN + ".");
        }
        SessionTags tags = SessionTagging.passed(parameters);
        SessionScope scope = new SessionScope(new SessionPolicies(inline.map(SessionScope::parsed), managed), tags,
                inline.isEmpty() && managed.isEmpty() && tags.tags().isEmpty()
                        ? Optional.empty()
                        : Optional.of(percent(inline, managed, tags)));
        scope.packed().filter(size -> size > WHOLE).ifPresent(size -> {
            throw new AwsException("PackedPolicyTooLarge", 400,
                    "Packed policy consumes " + size + "% of allotted space, please use smaller policy.");
        });
        return scope;
    }

    /**
     * All managed policies must be the account's, or AWS's own.
     *
     * @throws AwsException in words of our own: AWS documents none
     */
    void requirePolicies(Account account) {
        for (String arn : policies.managed()) {
            if (account.managedPolicy(arn).isEmpty()) {
                throw AwsException.validation("The session policy " + arn + " does not exist in account " + account.id() + ".");
            }
        }
    }

    /** A list of structures, and nothing else in it that would be passed over. */
    static List<Parameters> structures(Parameters parameters, String member) {
        JsonNode list = parameters.node().path(member);
        List<Parameters> structures = parameters.structures(member);
        if (structures.size() != list.size() || !list.asString("").isEmpty()) {
            throw AwsException.validation("The parameter " + member + " must be a list of structures.");
        }
        return structures;
    }

    private static NamedPolicy parsed(String text) {
        try {
            return new NamedPolicy("session policy", PolicyDocument.parse(text, PolicyKind.IDENTITY));
        } catch (MalformedPolicyException e) {
            throw new AwsException("MalformedPolicyDocument", 400, String.valueOf(e.getMessage()));
        }
    }

    private static int percent(Optional<String> inline, List<String> managed, SessionTags tags) {
        StringBuilder all = new StringBuilder();
        inline.ifPresent(text -> all.append(JsonMapper.shared().readTree(text)));
        managed.forEach(all::append);
        tags.tags().forEach((key, value) -> all.append(key).append(value));
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(all.toString().getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            int size = deflater.deflate(new byte[all.length() * 2 + WHOLE]);
            return Math.ceilDiv(size * WHOLE, ROOM);
        }
    }
}
