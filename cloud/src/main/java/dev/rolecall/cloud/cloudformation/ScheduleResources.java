package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

/** Schedules of EventBridge Scheduler. One that has run and gone counts as deleted. */
final class ScheduleResources {
    private static final String[] PROPERTIES = {"Description", "EndDate", "FlexibleTimeWindow", "GroupName", "ScheduleExpression",
            "ScheduleExpressionTimezone", "StartDate", "State", "Target"};

    private ScheduleResources() {}

    static List<ResourceType> types() {
        return List.of(new ResourceType("AWS::Scheduler::Schedule",
                Set.of("Description", "EndDate", "FlexibleTimeWindow", "GroupName", "Name", "ScheduleExpression",
                        "ScheduleExpressionTimezone", "StartDate", "State", "Target"),
                ScheduleResources::schedule));
    }

    private static void schedule(Creation creation) {
        String name = creation.name("Name", 64);
        String arn = creation.call("scheduler", "CreateSchedule", creation.input(PROPERTIES).put("Name", name)).path("ScheduleArn")
                .asString();
        ObjectNode deletion = creation.input("GroupName").put("Name", name);
        creation.created(name, Creation.deletion("scheduler", "DeleteSchedule", deletion));
        creation.attribute("Arn", arn);
    }
}
