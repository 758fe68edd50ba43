package dev.rolecall.lab.demo;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.lab.deploy.DeployedStack;

/**
 * The deployed lesson, as its stacks' outputs name it. What an incomplete target did not make is missing, with the reason.
 *
 * @param workloads those that the lesson has
 * @param stacks    the stack of roles has the bucket
 * @param missing   why a workload is not there
 */
public record Lesson(Set<Workload> workloads, Map<Part, DeployedStack> stacks, Map<Workload, String> missing) {
    private static final String INSTANCE = "InstanceId";
    private static final String FUNCTION = "FunctionName";
    private static final String TASK_DEFINITION = "TaskDefinitionArn";

    /** The stack of a part, where it could be made. */
    public Optional<DeployedStack> stack(Part part) {
        return Optional.ofNullable(stacks.get(part));
    }

    /** The stack of a workload that is not missing. */
    DeployedStack stackOf(Workload workload) {
        return stackOf(workload.part());
    }

    private DeployedStack stackOf(Part part) {
        return stack(part).orElseThrow(() -> new IllegalStateException("There is no stack of " + part + "."));
    }

    public String instanceId(Workload workload) {
        return stackOf(workload).output(INSTANCE);
    }

    public String functionName(Workload workload) {
        return stackOf(workload).output(FUNCTION);
    }

    public String taskDefinition(Workload workload) {
        return stackOf(workload).output(TASK_DEFINITION);
    }

    public String userName() {
        return stackOf(Part.ACCESS_KEY).output("UserName");
    }

    static String bucket(DeployedStack keyless) {
        return keyless.output("LessonBucket");
    }

    static String key(DeployedStack keyless) {
        return keyless.output("LessonKey");
    }

    /** The output by which a workload's stack tells that the workload is there. */
    static String sign(Workload workload) {
        return switch (workload.service()) {
            case EC2 -> INSTANCE;
            case LAMBDA -> FUNCTION;
            case ECS -> TASK_DEFINITION;
        };
    }
}
