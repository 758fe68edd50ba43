package dev.rolecall.infra;

import java.util.Map;
import java.util.TreeMap;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The two roles of a task: one that its containers wear, and one by which ECS writes their log. A container never gets the second. See
 * <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html">IAM roles for Amazon ECS</a>.
 */
final class TaskRoles {
    private final Role task;
    private final Role execution;

    record Props(LessonBucket bucket, Program program, WorkloadLog logs) {}

    TaskRoles(Construct scope, Props props) {
        // Both source keys are documented for task roles, and for the ARN nothing narrower than all of ECS in an account and region:
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
        task = role(scope, "Role", "Lets the task read the lesson's objects and its own program", "",
                Map.of("ReadLesson", Permissions.document(Permissions.readLesson(props.bucket())), "FetchProgram",
                        Permissions.document(Permissions.fetchProgram(props.program()))));
        Suppressions.on(task,
                new Suppressions.Reason("AwsSolutions-IAM5", "The wildcard ends inside one bucket: objects under lesson/, to be read."));
        // The page on execution roles shows neither, hence IfExists; see docs/decisions/0012. Public images are pulled with no permission.
        execution = role(scope, "ExecutionRole", "Lets ECS write the log of the task", "IfExists",
                Map.of("WriteOwnLog", Permissions.document(Permissions.writeLog(props.logs()))));
        Suppressions.on(execution,
                new Suppressions.Reason("AwsSolutions-IAM5", "The wildcard ends inside one log group: its own streams, to be written."));
    }

    Role task() {
        return task;
    }

    Role execution() {
        return execution;
    }

    private static Role role(Construct scope, String id, String description, String ifExists, Map<String, PolicyDocument> policies) {
        return Role.Builder.create(scope, id).description(description).inlinePolicies(new TreeMap<>(policies))
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com").withConditions(new TreeMap<>(Map.of("ArnLike" + ifExists,
                        Map.of("aws:SourceArn", "arn:" + Aws.PARTITION + ":ecs:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":*"),
                        "StringEquals" + ifExists, Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))))
                .build();
    }
}
