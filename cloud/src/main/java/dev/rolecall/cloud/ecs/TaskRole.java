package dev.rolecall.cloud.ecs;

import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.metadata.RotatingCredentials;

/**
 * What a task wears its role by: credentials that rotate, and the token that asks for them.
 *
 * @param id    of the credentials, as the address has it
 * @param token made at random for one task
 */
record TaskRole(String arn, String id, Secret token, RotatingCredentials credentials) {

    static TaskRole of(String arn, String id, RotatingCredentials credentials) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new TaskRole(arn, id, new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)), credentials);
    }

    /**
     * The answer of the credentials endpoint.
     *
     * @throws AwsException when the role may not be worn and no earlier set is valid any more
     */
    ObjectNode answer() {
        SessionCredentials set = credentials.current();
        return JsonNodeFactory.instance.objectNode().put("RoleArn", arn).put("AccessKeyId", set.accessKeyId())
                .put("SecretAccessKey", set.secretAccessKey().reveal()).put("Token", set.sessionToken().reveal())
                .put("Expiration", set.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
