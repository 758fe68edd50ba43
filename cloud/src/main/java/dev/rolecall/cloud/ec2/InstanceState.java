package dev.rolecall.cloud.ec2;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where an instance is in its life; the codes are those of the API's {@code InstanceState}. */
enum InstanceState {
    PENDING(0, "pending"), RUNNING(16, "running"), SHUTTING_DOWN(32, "shutting-down"), TERMINATED(48, "terminated");

    private final int code;
    private final String wireName;

    InstanceState(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    ObjectNode node() {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("name", wireName);
    }
}
