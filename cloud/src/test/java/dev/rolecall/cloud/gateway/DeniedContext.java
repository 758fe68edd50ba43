package dev.rolecall.cloud.gateway;

import java.util.List;
import java.util.Map;

import dev.rolecall.cloud.audit.AuditRecord;

/** The condition keys that the policies saw of a request that they denied, in lower case. */
public final class DeniedContext {
    private DeniedContext() {}

    public static Map<String, List<String>> of(AuditRecord record) {
        return record.decision().orElseThrow().explanation().request().context().values();
    }
}
