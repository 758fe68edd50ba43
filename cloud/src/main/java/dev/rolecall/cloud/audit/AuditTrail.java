package dev.rolecall.cloud.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest calls, in memory, bounded. */
public final class AuditTrail {
    private static final int KEPT = 10_000;

    private final Map<String, AuditRecord> records = new LinkedHashMap<>();

    private long calls;
    private long denials;

    public synchronized void add(AuditRecord entry) {
        calls++;
        if (entry.decision().isPresent()) {
            denials++;
        }
        records.put(entry.requestId(), entry);
        if (records.size() > KEPT) {
            records.remove(records.keySet().iterator().next());
        }
    }

    public synchronized Optional<AuditRecord> byRequestId(String requestId) {
        return Optional.ofNullable(records.get(requestId));
    }

    /** Oldest first. */
    public synchronized List<AuditRecord> all() {
        return List.copyOf(records.values());
    }

    /** How many calls there were since the beginning. */
    public synchronized long calls() {
        return calls;
    }

    /** How many of them the policies refused. */
    public synchronized long denials() {
        return denials;
    }
}
