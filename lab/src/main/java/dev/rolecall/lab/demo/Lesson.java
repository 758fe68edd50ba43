package dev.rolecall.lab.demo;

import java.util.Map;
import java.util.Optional;

import dev.rolecall.lab.deploy.DeployedStack;

/**
 * The deployed lesson, as its stacks' outputs name it. What an incomplete target did not make is missing, with the reason.
 *
 * @param stacks  by the credentials that workloads have there; the stack with roles has the bucket
 * @param missing why a workload is not there
 */
public record Lesson(Map<Workload.Wears, DeployedStack> stacks, Map<Workload, String> missing) {
    /** Ids of the stacks in the CDK app. */
    static final String KEYLESS = "RolecallKeyless";
    static final String ACCESS_KEY = "RolecallAccessKey";

    private static final String INSTANCE = "InstanceId";
    private static final String FUNCTION = "FunctionName";

    /** The stack of a workload that is not missing. */
    DeployedStack stackOf(Workload workload) {
        return stackOf(workload.wears());
    }

    private DeployedStack stackOf(Workload.Wears wears) {
        return Optional.ofNullable(stacks.get(wears)).orElseThrow(() -> new IllegalStateException("There is no stack of " + wears + "."));
    }

    String instanceId(Workload workload) {
        return stackOf(workload).output(INSTANCE);
    }

    String functionName(Workload workload) {
        return stackOf(workload).output(FUNCTION);
    }

    String userName() {
        return stackOf(Workload.Wears.KEY).output("UserName");
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
        };
    }
}
