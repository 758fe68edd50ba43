package dev.rolecall.lab.target;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import tools.jackson.databind.node.ObjectNode;

/**
 * An account, real or emulated, that speaks the AWS APIs. Everything the lab does with one goes through AWS clients and through this;
 * what differs between targets is a value here, never a branch in a step.
 */
public interface Target extends AutoCloseable {
    /** As a person names it on the command line. */
    String name();

    Shown shown();

    /** What here is not as on AWS, or not the target's own work: a sentence each. */
    default List<String> notes() {
        return List.of();
    }

    String account();

    String region();

    /** Where the AWS APIs are; empty for AWS's own endpoints. */
    Optional<URI> endpoint();

    /** What clients take from this machine besides the credentials. */
    Reach reach();

    /** Who hears of every call that clients make. */
    default List<ExecutionInterceptor> listeners() {
        return List.of();
    }

    /** Credentials of a principal that may deploy. */
    AwsCredentialsProvider credentials();

    Pace pace();

    /** The instances that run. */
    default Machines machines(AwsClients clients) {
        return new Ec2Machines(clients);
    }

    /** Whether the target knows every resource type of the lesson; one that does not is shown as far as it goes. */
    default boolean complete() {
        return true;
    }

    /** What an experiment may need and the target cannot do, and why; of all else it is found out by asking. */
    default Map<Capability, String> lacks() {
        return Map.of();
    }

    /** Whether it lives on after {@link #close}, and what was made in it with it. */
    boolean outlivesTheCommand();

    /** Why a request was denied, statement by statement, where the target can tell. */
    default Optional<ObjectNode> explanation(String requestId) {
        return Optional.empty();
    }

    /** What the policies of {@link #credentials} were asked so far, in order, where the target can tell. */
    default List<Asked> asked() {
        return List.of();
    }

    /** Makes sure that a deployment finds what {@code cdk bootstrap} leaves, where the target is one to be given it. */
    default void bootstrap() {}

    /** Stops whatever the target started. */
    @Override
    void close();
}
