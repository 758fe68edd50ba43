package dev.rolecall.lab.target;

import java.net.URI;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import tools.jackson.databind.node.ObjectNode;

/**
 * An account, real or emulated, that speaks the AWS APIs. Everything the lab does with one goes through AWS clients and through this;
 * what differs between targets is a value here, never a branch in a step.
 */
public interface Target extends AutoCloseable {
    /** As a person names it on the command line: {@code local}. */
    String name();

    Shown shown();

    String account();

    String region();

    /** Where the AWS APIs are. */
    URI endpoint();

    /** Credentials of a principal that may deploy; always temporary. */
    AwsCredentialsProvider credentials();

    Pace pace();

    /** Why a request was denied, statement by statement, where the target can tell. */
    Optional<ObjectNode> explanation(String requestId);

    /** Stops whatever the target started. */
    @Override
    void close();
}
