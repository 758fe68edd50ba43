package dev.rolecall.cloud.sts;

import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.identity.Session;

/** What the operations that issue sessions answer alike. */
final class Answers {
    private Answers() {}

    static ObjectNode issued(Session session) {
        SessionCredentials credentials = session.credentials();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Credentials").put("AccessKeyId", credentials.accessKeyId())
                .put("SecretAccessKey", credentials.secretAccessKey().reveal()).put("SessionToken", credentials.sessionToken().reveal())
                .put("Expiration", credentials.expiration().toString());
        return answer;
    }

    /**
     * With how full the session is packed, in the old member and in the one that replaces it. The new one is in AWS's model without a word, so
     * here it says the same.
     */
    static ObjectNode issued(Session session, Optional<Integer> packedSize) {
        ObjectNode answer = issued(session);
        packedSize.ifPresent(percent -> answer.put("PackedPolicySize", percent).put("SessionTokenUtilization", percent));
        return answer;
    }
}
