package dev.rolecall.cloud.ecs;

/**
 * Where a task is in its life, in order.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task lifecycle</a>
 */
enum TaskStatus {
    PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED;

    boolean isBeforeRunning() {
        return compareTo(RUNNING) < 0;
    }
}
