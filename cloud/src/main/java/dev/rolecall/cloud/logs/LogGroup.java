package dev.rolecall.cloud.logs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log group.
 *
 * @param arn           without the {@code :*} that older members of the API add
 * @param retentionDays empty where events never expire
 */
record LogGroup(String name, String arn, Instant created, Optional<Integer> retentionDays, Map<String, String> tags) {
    LogGroup {
        tags = Map.copyOf(tags);
    }

    /** @param days empty where events are not to expire */
    LogGroup kept(Optional<Integer> days) {
        return new LogGroup(name, arn, created, days, tags);
    }

    LogGroup tagged(Map<String, String> changed) {
        return new LogGroup(name, arn, created, retentionDays, changed);
    }

    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("logGroupName", name).put("arn", arn + ":*").put("logGroupArn", arn)
                .put("creationTime", created.toEpochMilli()).put("metricFilterCount", 0).put("storedBytes", 0)
                .put("logGroupClass", "STANDARD");
        retentionDays.ifPresent(days -> node.put("retentionInDays", days));
        return node;
    }
}
