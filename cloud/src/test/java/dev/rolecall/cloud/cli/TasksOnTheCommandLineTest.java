package dev.rolecall.cloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.TestCloud;

/** A learner's session with {@code aws ecs}, and with {@code aws logs} beside it. */
final class TasksOnTheCommandLineTest {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}""";
    private static final String NETWORK = """
            {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.79.0.0/24"}},
              "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.79.0.0/26"}}},
             "Outputs": {"Subnet": {"Value": {"Ref": "Subnet"}}}}""";
    private static final String CONTAINERS = """
            [{"name": "fetch", "image": "public.ecr.aws/aws-cli/aws-cli:latest", "essential": true,
              "command": ["s3", "cp", "s3://for-a-task/note", "/data/note"],
              "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}],
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/note", "awslogs-region": "us-east-1",
               "awslogs-stream-prefix": "ecs", "awslogs-create-group": "true"}}}]""";

    @TempDir
    private static Path home;
    private static final TestCloud cloud = new TestCloud();
    private static AwsCli aws;

    @BeforeAll
    static void find() {
        aws = AwsCli.of(cloud, home);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aTaskIsRegisteredRunAndLookedAt() throws IOException {
        Files.writeString(home.resolve("note"), "noted");
        aws.run("s3 mb s3://for-a-task");
        aws.run("s3 cp note s3://for-a-task/note");
        aws.run("iam create-role --role-name Worn --assume-role-policy-document", TRUST);
        aws.run("iam put-role-policy --role-name Worn --policy-name read --policy-document",
                TestCloud.allow("s3:GetObject", "arn:aws:s3:::for-a-task/*"));
        aws.run("iam create-role --role-name Execution --assume-role-policy-document", TRUST);
        aws.run("iam put-role-policy --role-name Execution --policy-name log --policy-document", TestCloud.allow("logs:*", "*"));
        aws.run("cloudformation create-stack --stack-name Network --template-body", NETWORK);
        aws.run("cloudformation wait stack-create-complete --stack-name Network");
        String subnet = aws.text("Stacks[].Outputs[].OutputValue", "cloudformation describe-stacks --stack-name Network");
        assertThat(aws.text("cluster.status", "ecs create-cluster --cluster-name notes --tags key=lesson,value=cli")).isEqualTo("ACTIVE");
        JsonNode definition = aws.json("ecs register-task-definition --family note --cpu 256 --memory 512 --network-mode awsvpc "
                + "--requires-compatibilities FARGATE --task-role-arn Worn --execution-role-arn Execution --volumes name=data "
                + "--container-definitions", CONTAINERS).path("taskDefinition");
        assertThat(definition.path("revision").asInt()).isEqualTo(1);
        assertThat(aws.text("taskDefinition.status", "ecs describe-task-definition --task-definition note")).isEqualTo("ACTIVE");

        String run = "ecs run-task --cluster notes --launch-type FARGATE --task-definition note --network-configuration";
        String network = "awsvpcConfiguration={subnets=[" + subnet + "],assignPublicIp=ENABLED}";
        String task = aws.text("tasks[].taskArn", run, network);
        aws.run("ecs wait tasks-stopped --cluster notes --tasks", task);
        JsonNode stopped = aws.json("ecs describe-tasks --cluster notes --tasks", task).at("/tasks/0");
        assertThat(stopped.path("stopCode").asString()).isEqualTo("EssentialContainerExited");
        assertThat(stopped.at("/containers/0/exitCode").asInt()).as(stopped.toString()).isZero();
        String id = task.substring(task.lastIndexOf('/') + 1);
        assertThat(aws.text("events[].message", "logs get-log-events --log-group-name /ecs/note --log-stream-name ecs/fetch/" + id))
                .isEqualTo("download: s3://for-a-task/note to /data/note");
        assertThat(aws.text("events[].message", "logs filter-log-events --log-group-name /ecs/note --filter-pattern download"))
                .startsWith("download:");
        assertThat(aws.text("logStreams[].logStreamName", "logs describe-log-streams --log-group-name /ecs/note"))
                .isEqualTo("ecs/fetch/" + id);
        assertThat(aws.json("ecs list-tasks --cluster notes").path("taskArns")).isEmpty();
        assertThat(aws.text("ResourceTagMappingList[].ResourceARN",
                "resourcegroupstaggingapi get-resources --resource-type-filters ecs:cluster --tag-filters Key=lesson,Values=cli"))
                .endsWith(":cluster/notes");
        assertThat(aws.json("cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=RunTask").path("Events"))
                .singleElement().satisfies(event -> assertThat(event.path("CloudTrailEvent").asString()).contains("\"cluster\":\"notes\""));

        aws.run("iam delete-role-policy --role-name Worn --policy-name read");
        String refused = aws.text("tasks[].taskArn", run, network);
        aws.run("ecs wait tasks-stopped --cluster notes --tasks", refused);
        assertThat(aws.text("tasks[].containers[].exitCode", "ecs describe-tasks --cluster notes --tasks", refused)).isEqualTo("1");
        assertThat(aws.run("logs filter-log-events --log-group-name /ecs/note --filter-pattern fatal"))
                .contains("not authorized to perform: s3:GetObject").contains("assumed-role/Worn/");
        aws.run("ecs deregister-task-definition --task-definition note:1");
        assertThat(aws.json("ecs list-task-definitions").path("taskDefinitionArns")).isEmpty();
        aws.run("ecs delete-cluster --cluster notes");
        assertThat(aws.text("failures[].reason", "ecs describe-clusters --clusters notes")).isEqualTo("MISSING");
    }

    @Test
    void clustersAndDefinitionsAreListedPageByPage() {
        for (String name : new String[]{"a", "b"}) {
            aws.run("ecs create-cluster --cluster-name page-" + name);
        }
        assertThat(aws.json("ecs list-clusters --page-size 1").path("clusterArns").size()).isGreaterThanOrEqualTo(2);
        JsonNode first = aws.json("ecs list-clusters --max-items 1");
        assertThat(first.path("clusterArns")).hasSize(1);
        assertThat(aws.json("ecs list-clusters --max-items 1 --starting-token", first.path("NextToken").asString()).path("clusterArns"))
                .isNotEqualTo(first.path("clusterArns"));
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThat(aws.refused("ecs create-service --service-name s")).contains("This local cloud does not implement ecs:CreateService");
        assertThat(aws.refused("ecs describe-tasks --cluster none --tasks x")).contains("(ClusterNotFoundException)");
        assertThat(aws.refused("ecs describe-task-definition --task-definition none")).contains("(ClientException)",
                "Unable to describe task definition.");
    }
}
