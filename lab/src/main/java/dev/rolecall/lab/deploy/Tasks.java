package dev.rolecall.lab.deploy;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.ecs.model.EcsException;

import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;

/** What of a task is no resource of its stack: those that still run, for which a cluster cannot be deleted, and what is left of a definition. */
public final class Tasks {
    private static final String STOPPED = "STOPPED";

    private final AwsClients clients;
    private final Pace pace;
    private final InstantSource clock;

    public Tasks(AwsClients clients, Pace pace, InstantSource clock) {
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
    }

    /** Stops every task of a cluster, and waits until they have. */
    public void stop(String cluster) throws InterruptedException {
        List<String> running = clients.ecs().listTasksPaginator(list -> list.cluster(cluster)).taskArns().stream().toList();
        if (running.isEmpty()) {
            return;
        }
        running.forEach(task -> clients.ecs().stopTask(stop -> stop.cluster(cluster).task(task).reason("The lesson is over.")));
        boolean _ = pace
                .await(clock, () -> clients.ecs().describeTasks(describe -> describe.cluster(cluster).tasks(running)).tasks().stream()
                        .allMatch(task -> STOPPED.equals(task.lastStatus())) ? Optional.of(true) : Optional.empty())
                .orElse(false);
    }

    /** A deregistered definition stays and is shown for ever, until it is deleted. */
    public void forget(String definition) {
        try {
            clients.ecs().deleteTaskDefinitions(delete -> delete.taskDefinitions(definition));
        } catch (EcsException e) {
            // It costs nothing, and the look by tag tells of it.
        }
    }
}
