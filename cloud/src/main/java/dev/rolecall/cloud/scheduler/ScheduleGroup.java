package dev.rolecall.cloud.scheduler;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * What schedules belong to, one each. Groups carry tags, schedules carry none.
 *
 * @param token the same request again is answered as the first was
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group.html">Managing a schedule group</a>
 */
record ScheduleGroup(String name, String arn, Instant created, Map<String, String> tags, Optional<String> token) {
    /** Every account has it, nobody makes it, and it never goes. */
    static final String DEFAULT = "default";

    ScheduleGroup {
        tags = Map.copyOf(tags);
    }

    /** The name that a request has for its group, or its schedule: both follow the same pattern. */
    static String name(Parameters parameters) {
        return checked("name", parameters.required("Name"));
    }

    /** The group that {@code GroupName} names, or the default one. */
    static String of(Parameters parameters) {
        return checked("groupName", parameters.optional("GroupName").orElse(DEFAULT));
    }

    private static String checked(String member, String name) {
        if (!name.matches("[0-9a-zA-Z-_.]{1,64}")) {
            throw AwsException.validation("1 validation error detected: Value '" + name + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-zA-Z-_.]+");
        }
        return name;
    }

    /** Always active: a group that is deleted is gone at once, and on AWS when its schedules are. */
    ObjectNode node() {
        return JsonNodeFactory.instance.objectNode().put("Arn", arn).put("Name", name).put("State", "ACTIVE")
                .put("CreationDate", created.getEpochSecond()).put("LastModificationDate", created.getEpochSecond());
    }
}
