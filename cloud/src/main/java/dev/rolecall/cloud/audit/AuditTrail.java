package dev.rolecall.cloud.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.rolecall.cloud.state.State;

/** The newest calls, bounded. */
public final class AuditTrail {
    private static final int KEPT = 10_000;

    private final LinkedHashMap<String, AuditRecord> records = new LinkedHashMap<>();

    private long calls;
    /** How many of the newest records were not asked for yet by who keeps them. */
    private int unkept;
    private long denials;

    /**
     * Keeps those that are asked for again after a restart, but why they were denied.
     *
     * @param lasting which these are
     */
    public void keepIn(State state, Predicate<AuditRecord> lasting) {
        state.keepNewest("audit/records", AuditRecord.class,
                () -> newest().stream().filter(lasting).map(AuditRecord::forgettingPolicies).toList(),
                KEPT, this::restore);
    }

    private synchronized void restore(List<AuditRecord> stored) {
        stored.forEach(entry -> records.put(entry.requestId(), entry));
    }

    private synchronized List<AuditRecord> newest() {
        int count = Math.min(unkept, records.size());
        unkept = 0;
        return records.sequencedValues().reversed().stream().limit(count).toList().reversed();
    }

    public synchronized void add(AuditRecord entry) {
        calls++;
        if (entry.decision().isPresent()) {
            denials++;
        }
        if (records.put(entry.requestId(), entry) == null) {
            unkept++;
        }
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
