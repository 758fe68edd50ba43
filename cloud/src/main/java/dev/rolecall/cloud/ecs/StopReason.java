package dev.rolecall.cloud.ecs;

/**
 * Why a task stops.
 *
 * @param text as {@code stoppedReason} says it
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped tasks error messages</a>
 */
record StopReason(Code code, String text) {

    /** The member {@code stopCode}, as far as tasks stop so here. */
    enum Code {
        TASK_FAILED_TO_START("TaskFailedToStart"), ESSENTIAL_CONTAINER_EXITED("EssentialContainerExited"), USER_INITIATED("UserInitiated");

        private final String wireName;

        Code(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    static StopReason failedToStart(String text) {
        return new StopReason(Code.TASK_FAILED_TO_START, text);
    }

    static StopReason essentialContainerExited() {
        return new StopReason(Code.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
    }

    static StopReason byUser(String text) {
        return new StopReason(Code.USER_INITIATED, text);
    }
}
