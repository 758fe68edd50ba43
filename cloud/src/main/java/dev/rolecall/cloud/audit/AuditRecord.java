package dev.rolecall.cloud.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.rolecall.iam.Decision;

/**
 * One call. It has no parameters, since those may hold secrets.
 *
 * @param principal the ARN, a service's name, or {@code anonymous}
 * @param via       the service that made the call in the principal's name, {@code cloudformation.amazonaws.com}; empty where the principal
 *                  made it
 * @param errorCode empty where the call succeeded
 * @param decision  the evaluation that denied it
 * @param checks    what the policies were asked, in order; nothing where no policy can take the call away
 */
public record AuditRecord(String requestId, Instant time, String principal, Optional<String> accessKeyId, Optional<String> via,
        String service, String operation, Optional<String> errorCode, Optional<Decision> decision, List<Check> checks) {
    public AuditRecord {
        checks = List.copyOf(checks);
    }

    /**
     * One question to the policies.
     *
     * @param action   {@code iam:PassRole}
     * @param resource an ARN, or {@code *} for an action without resources
     */
    public record Check(String action, String resource, boolean allowed) {}
}
