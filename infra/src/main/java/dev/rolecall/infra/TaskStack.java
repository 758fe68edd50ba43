package dev.rolecall.infra;

import java.util.List;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.constructs.Construct;

/**
 * How it should be, in a container: a task on ECS that reads by its role. There is no service that would keep one running: a task is run by whoever runs the
 * lesson, so that between two runs nothing here costs money.
 */
final class TaskStack extends Stack {

    record Props(Settings settings, LessonBucket bucket, Program.Jar jar) {}

    TaskStack(Construct scope, String id, Props props) {
        super(scope, id, StackProps.builder().stackName(props.settings().named(id))
                .description("Rolecall: a task on ECS that reads an S3 object by its role").build());
        Program program = new Program(this, "Program", props.jar());
        WorkloadLog logs = new WorkloadLog(this, "TaskLog");
        TaskNetwork network = new TaskNetwork(this, "Network", new TaskNetwork.Props(props.bucket(), program));
        ReaderTask task = new ReaderTask(this, "Task", new ReaderTask.Props("ecs-role", props.bucket(), program, logs));
        output("ClusterName", "The cluster in which the task is run", cluster().getRef());
        output("TaskDefinitionArn", "The task that reads by its role", task.arn());
        output("SubnetId", "The subnet for the task, which needs a public address there", network.subnetId());
        output("SecurityGroupId", "The security group for the task", network.securityGroupId());
        output("LogGroupName", "Where the task's evidence is", logs.name());
        output("TaskRoleName", "The role that the task wears", task.roleName());
    }

    /** Says no to Container Insights itself: an account can have it on for every new cluster, and it costs money. */
    private CfnCluster cluster() {
        CfnCluster cluster = CfnCluster.Builder.create(this, "Cluster").clusterSettings(List
                .of(CfnCluster.ClusterSettingsProperty.builder().name("containerInsights").value("disabled").build())).build();
        Suppressions.on(cluster,
                new Suppressions.Reason("AwsSolutions-ECS4", "Container Insights costs money and shows nothing of credentials."));
        return cluster;
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name).description(description).value(value).build();
    }
}
