package dev.rolecall.lab.demo;

import java.util.List;

import dev.rolecall.lab.deploy.DeployedStack;

/**
 * The deployed lesson, as its stacks' outputs name it.
 *
 * @param keyless   the stack in which workloads wear roles; it has the bucket
 * @param accessKey the stack in which they carry a user's access key
 */
record Lesson(DeployedStack keyless, DeployedStack accessKey) {
    /** Ids of the stacks in the CDK app. */
    static final String KEYLESS = "RolecallKeyless";
    static final String ACCESS_KEY = "RolecallAccessKey";

    DeployedStack stackOf(Workload workload) {
        return switch (workload.wears()) {
            case ROLE -> keyless;
            case KEY -> accessKey;
        };
    }

    String instanceId(Workload workload) {
        return stackOf(workload).output("InstanceId");
    }

    String functionName(Workload workload) {
        return stackOf(workload).output("FunctionName");
    }

    String userName() {
        return accessKey.output("UserName");
    }

    static String bucket(DeployedStack keyless) {
        return keyless.output("LessonBucket");
    }

    static String key(DeployedStack keyless) {
        return keyless.output("LessonKey");
    }

    /** In the order in which they can be deleted. */
    List<DeployedStack> lastFirst() {
        return List.of(accessKey, keyless);
    }
}
