package dev.rolecall.cloud.audit;

import java.time.Instant;
import java.util.Optional;

import dev.rolecall.iam.Decision;

/**
 * One call.
 *
 * @param principal the ARN, a service's name, or {@code anonymous}
 * @param errorCode empty where the call succeeded
 * @param decision  the evaluation that denied it
 */
public record AuditRecord(String requestId, Instant time, String principal, Optional<String> accessKeyId, String service,
        String operation, Optional<String> errorCode, Optional<Decision> decision) {}
