package dev.rolecall.lab.cleanup;

import java.util.List;

import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** One-time schedules that were to delete the insecure stack; they have their names from it. */
record Schedules(SchedulerClient scheduler, LabNames names, AwsCommand aws) implements Look {

    @Override
    public String what() {
        return "schedules, by name";
    }

    @Override
    public List<Leftover> find() {
        return names.generatedPrefixes()
                .flatMap(prefix -> scheduler.listSchedulesPaginator(list -> list.namePrefix(prefix)).schedules().stream())
                .map(schedule -> new Leftover("schedule", schedule.name(),
                        aws.of("scheduler delete-schedule --group-name " + schedule.groupName() + " --name " + schedule.name())))
                .toList();
    }
}
