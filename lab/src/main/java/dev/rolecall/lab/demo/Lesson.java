package dev.rolecall.lab.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.deploy.Omission;

/**
 * The deployed lesson, as its stacks' outputs name it. What an incomplete target did not make is missing, with the reason.
 *
 * @param workloads those that the lesson has
 * @param stacks    the stack of roles has the bucket
 * @param missing   why a workload is not there
 * @param omitted   what was not made of each part that was deployed
 */
public record Lesson(Set<Workload> workloads, Map<Part, DeployedStack> stacks, Map<Workload, String> missing,
        Map<Part, List<Omission>> omitted) {
    private static final String INSTANCE = "InstanceId";
    private static final String FUNCTION = "FunctionName";
    private static final String TASK_DEFINITION = "TaskDefinitionArn";

    /** Nothing is deployed. */
    public static Lesson none() {
        return new Lesson(Set.of(), Map.of(), Map.of(), Map.of());
    }

    /** The stack of a part, where it could be made. */
    public Optional<DeployedStack> stack(Part part) {
        return Optional.ofNullable(stacks.get(part));
    }

    /**
     * Why a part has not what somebody wants to look at; empty where it has.
     *
     * @param type    of the resource that it is about: {@code AWS::IAM::User}
     * @param outputs by which the part's stack tells of it
     */
    public Optional<String> lacks(Part part, String type, String... outputs) {
        if (!omitted.containsKey(part)) {
            return Optional.of("the lesson was deployed without " + part.stackId() + ".");
        }
        List<Omission> omissions = omitted.get(part);
        boolean told = stack(part).filter(stack -> Stream.of(outputs).allMatch(output -> stack.find(output).isPresent())).isPresent();
        return told && omissions.stream().noneMatch(omission -> omission.type().equals(type))
                ? Optional.empty()
                : Optional.of(LessonReader.reason(type, omissions));
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
