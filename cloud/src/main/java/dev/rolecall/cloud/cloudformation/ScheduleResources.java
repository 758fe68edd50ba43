package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schedules of EventBridge Scheduler, and their groups. A schedule that has run and gone counts as deleted. */
final class ScheduleResources {
    private static final String SCHEDULER = "scheduler";
    private static final String[] PROPERTIES = {"Description", "EndDate", "FlexibleTimeWindow", "GroupName", "ScheduleExpression",
            "ScheduleExpressionTimezone", "StartDate", "State", "Target"};

    private ScheduleResources() {}

    static List<ResourceType> types() {
        return List.of(new ResourceType("AWS::Scheduler::Schedule",
                Set.of("Description", "EndDate", "FlexibleTimeWindow", "GroupName", "Name", "ScheduleExpression",
                        "ScheduleExpressionTimezone", "StartDate", "State", "Target"),
                ScheduleResources::schedule).changing(Set.of("GroupName", "Name"), ScheduleResources::reschedule),
                new ResourceType("AWS::Scheduler::ScheduleGroup", Set.of("Name", "Tags"), ScheduleResources::group));
    }

    private static void group(Creation creation) {
        ObjectNode name = JsonNodeFactory.instance.objectNode().put("Name", creation.name("Name", 64));
        ObjectNode input = name.deepCopy();
        input.set("Tags", creation.tags());
        creation.call(SCHEDULER, "CreateScheduleGroup", input);
        creation.created(name.path("Name").asString(), Creation.deletion(SCHEDULER, "DeleteScheduleGroup", name));
        ObjectNode group = creation.call(SCHEDULER, "GetScheduleGroup", name);
        creation.attribute("Arn", group.path("Arn").asString());
        creation.attribute("State", group.path("State").asString());
        for (String date : List.of("CreationDate", "LastModificationDate")) {
            creation.attribute(date, Instant.ofEpochSecond(group.path(date).asLong()).toString());
        }
    }

    private static void schedule(Creation creation) {
        String name = creation.name("Name", 64);
        String arn = creation.call(SCHEDULER, "CreateSchedule", creation.input(PROPERTIES).put("Name", name)).path("ScheduleArn")
                .asString();
        ObjectNode deletion = creation.input("GroupName").put("Name", name);
        creation.created(name, Creation.deletion(SCHEDULER, "DeleteSchedule", deletion));
        creation.attribute("Arn", arn);
    }

    /** UpdateSchedule sets every member anew, so that what is left out goes back to its default. */
    private static void reschedule(Change change) {
        change.after().call(SCHEDULER, "UpdateSchedule", change.after().input(PROPERTIES).put("Name", change.physicalId()));
    }
}
