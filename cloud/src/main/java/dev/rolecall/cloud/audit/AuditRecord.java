package dev.rolecall.cloud.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.iam.Decision;

/**
 * One call. Of its input and output it has what can hold no secret.
 *
 * @param time     when it ended
 * @param caller   who made it, with the condition keys: from where, with which session
 * @param recorded what is kept of input and output
 * @param error    empty where the call succeeded
 * @param checks   what the policies were asked, in order; nothing where no policy can take the call away
 */
public record AuditRecord(String requestId, Instant time, Caller caller, String service, String operation, Recorded recorded,
        Optional<AwsException> error, List<Check> checks) {
    public AuditRecord {
        checks = List.copyOf(checks);
    }

    /**
     * Keeps of a call what can be kept.
     *
     * @param output empty where the call failed, or answers with something else than members
     */
    public static AuditRecord of(String requestId, Instant time, Caller caller, ApiCall call, Optional<ObjectNode> output,
            Optional<AwsException> error, List<Check> checks) {
        return new AuditRecord(requestId, time, caller, call.service(), call.operation(), Recorded.of(call, output), error, checks);
    }

    /** The same without the policies of the caller's session, which nobody asks a record for. */
    AuditRecord forgettingPolicies() {
        Caller known = new Caller(caller.principal(), caller.accountId(), caller.accessKeyId(), List.of(), caller.context());
        return new AuditRecord(requestId, time, known, service, operation, recorded, error, checks);
    }

    /** The ARN, a service's name, or {@code anonymous}. */
    public String principal() {
        return caller.name();
    }

    /** Empty for a service acting for itself. */
    public Optional<String> accessKeyId() {
        return caller.accessKeyId();
    }

    /** The service that made the call in the principal's name, {@code cloudformation.amazonaws.com}; empty where the principal made it. */
    public Optional<String> via() {
        return key("aws:CalledViaLast");
    }

    public Optional<String> errorCode() {
        return error.map(AwsException::code);
    }

    /** The evaluation that denied it. */
    public Optional<Decision> decision() {
        return error.flatMap(AwsException::decision);
    }

    /** The first value of a condition key of the request. */
    public Optional<String> key(String name) {
        return caller.context().get(name).flatMap(values -> values.stream().findFirst());
    }

    /**
     * One question to the policies.
     *
     * @param action   {@code iam:PassRole}
     * @param resource an ARN, or {@code *} for an action without resources
     */
    public record Check(String action, String resource, boolean allowed) {}
}
