package dev.rolecall.lab.cleanup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.deploy.Bucket;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.deploy.Stacks;
import dev.rolecall.lab.deploy.Tasks;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.ServiceError;

/** Deletes a lab's object and stacks, found by their names: whoever lost what the deployment told needs nothing else. */
public final class Removal {
    private static final String BUCKET = "LessonBucket";
    private static final String CLUSTER = "ClusterName";
    private static final String TASK_DEFINITION = "TaskDefinitionArn";

    private final AwsClients clients;
    private final Stacks stacks;
    private final Tasks tasks;

    public Removal(AwsClients clients, Stacks stacks, Tasks tasks) {
        this.clients = clients;
        this.stacks = stacks;
        this.tasks = tasks;
    }

    /**
     * What became of the stacks.
     *
     * @param removed names of those that are gone now
     * @param failed  a sentence for each that could not be deleted
     */
    public record Result(List<String> removed, List<String> failed) {}

    /**
     * Deletes a lab's stacks, where everything has to go.
     *
     * @throws LabException when something could not be deleted
     */
    public Result removeAll(LabNames names) throws InterruptedException {
        Result result = remove(names);
        if (!result.failed().isEmpty()) {
            throw LabException.brokeOff(String.join(" ", result.failed()));
        }
        return result;
    }

    /** Deletes what there is of a lab's stacks. */
    public Result remove(LabNames names) throws InterruptedException {
        return remove(names.stacks());
    }

    /** Deletes what there is of some stacks, in this order; a stack that is not there is no failure, and one that cannot be deleted does not keep the others. */
    public Result remove(List<String> stackNames) throws InterruptedException {
        List<String> removed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String name : stackNames) {
            Optional<DeployedStack> stack = stacks.find(name);
            if (stack.isPresent()) {
                try {
                    remove(stack.get());
                    removed.add(name);
                } catch (LabException e) {
                    failed.add(e.getMessage());
                } catch (AwsServiceException e) {
                    failed.add("The stack " + name + " was not deleted: " + denied(e));
                }
            }
        }
        return new Result(List.copyOf(removed), List.copyOf(failed));
    }

    /** With what its resources hold that CloudFormation does not take away. */
    private void remove(DeployedStack stack) throws InterruptedException {
        stack.find(BUCKET).ifPresent(bucket -> Bucket.empty(clients, bucket));
        Optional<String> cluster = stack.find(CLUSTER);
        if (cluster.isPresent()) {
            tasks.stop(cluster.get());
        }
        stacks.delete(stack);
        stack.find(TASK_DEFINITION).ifPresent(tasks::forget);
    }

    /** Who may not delete may still look; any other error of a service ends the command. */
    private static String denied(AwsServiceException e) {
        ServiceError error = ServiceError.of(e);
        if (!error.code().startsWith("AccessDenied")) {
            throw e;
        }
        return error.message();
    }
}
