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

/** What a task wears its role by: credentials that rotate, and a token, made at random for this task, that asks for them. */
final class TaskRole {
    private static final int TOKEN_BYTES = 32;

    private final String arn;
    private final String id;
    private final Secret token;
    private final RotatingCredentials credentials;

    /** @param id of the credentials, as their address has it */
    TaskRole(String arn, String id, RotatingCredentials credentials) {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.arn = arn;
        this.id = id;
        this.token = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        this.credentials = credentials;
    }

    String id() {
        return id;
    }

    Secret token() {
        return token;
    }

    RotatingCredentials credentials() {
        return credentials;
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
