package dev.rolecall.cloud.ecs;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** The lesson's task in a stack of its own: a public subnet, two roles, a container that fetches a program and one that runs it. */
public final class LessonTask {
    static final String BUCKET = "the-lesson";
    static final String KEY = "lesson/hello.txt";
    static final String CONTENT = "Hello, role";
    static final String AWS_CLI = "public.ecr.aws/aws-cli/aws-cli:2.32.0";
    static final String CORRETTO = "public.ecr.aws/amazoncorretto/amazoncorretto:25";

    /** Reads the object as the SDK's default chain finds credentials, and says with whose. */
    private static final String READER = """
            import software.amazon.awssdk.auth.credentials.*;
            import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
            import software.amazon.awssdk.services.s3.S3Client;

            public class Reader {
                public static void main(String[] arguments) {
                    var key = DefaultCredentialsProvider.builder().build().resolveCredentials();
                    System.out.println("key " + key.accessKeyId().substring(0, 4) + " by " + key.providerName().orElse("?"));
                    try (S3Client s3 = S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).forcePathStyle(true).build()) {
                        System.out.println("read " + s3.getObjectAsBytes(get -> get.bucket(System.getenv("BUCKET"))
                                .key(System.getenv("KEY"))).asUtf8String());
                    } catch (software.amazon.awssdk.services.s3.model.S3Exception e) {
                        System.out.println("refused " + e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage());
                        System.exit(1);
                    }
                }
            }
            """;

    private static final String TEMPLATE = """
            {"Resources": {
              "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.78.0.0/24"}},
              "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.78.0.0/26",
               "MapPublicIpOnLaunch": false}},
              "Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
              "Association": {"Type": "AWS::EC2::SubnetRouteTableAssociation",
               "Properties": {"SubnetId": {"Ref": "Subnet"}, "RouteTableId": {"Ref": "Table"}}},
              "Gateway": {"Type": "AWS::EC2::InternetGateway", "Properties": {"Tags": [{"Key": "Name", "Value": "out"}]}},
              "Attachment": {"Type": "AWS::EC2::VPCGatewayAttachment",
               "Properties": {"VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Fn::GetAtt": ["Gateway", "InternetGatewayId"]}}},
              "Out": {"Type": "AWS::EC2::Route", "DependsOn": "Attachment", "Properties": {"RouteTableId": {"Ref": "Table"},
               "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Gateway"}}},
              "Endpoint": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "RouteTableIds": [{"Ref": "Table"}],
               "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "VpcEndpointType": "Gateway"}},
              "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/lesson/task"}},
              "TaskRole": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "Task", "AssumeRolePolicyDocument": %1$s, "Policies": [
               {"PolicyName": "ReadLesson", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::the-lesson/lesson/*"}]}},
               {"PolicyName": "FetchProgram", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::the-lesson/*.jar"}]}}]}},
              "ExecutionRole": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "Execution", "AssumeRolePolicyDocument": %1$s,
               "Policies": [{"PolicyName": "WriteLog", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                 "Resource": "arn:aws:logs:us-east-1:111122223333:log-group:/lesson/task:log-stream:*"}]}}]}},
              "Cluster": {"Type": "AWS::ECS::Cluster", "Properties": {"ClusterName": "lesson"}},
              "Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "lesson", "Cpu": "256", "Memory": "512",
               "NetworkMode": "awsvpc", "RequiresCompatibilities": ["FARGATE"], "TaskRoleArn": {"Fn::GetAtt": ["TaskRole", "Arn"]},
               "RuntimePlatform": {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"},
               "ExecutionRoleArn": {"Fn::GetAtt": ["ExecutionRole", "Arn"]}, "Volumes": [{"Name": "program"}], "ContainerDefinitions": [
                {"Name": "fetch", "Image": "public.ecr.aws/aws-cli/aws-cli:2.32.0", "Essential": false, "StartTimeout": 120,
                 "ReadonlyRootFilesystem": true,
                 "Command": ["s3", "cp", "--region", {"Ref": "AWS::Region"}, "--only-show-errors", "s3://the-lesson/Reader.jar",
                  "/program/reader.jar"],
                 "MountPoints": [{"SourceVolume": "program", "ContainerPath": "/program", "ReadOnly": false}], "LogConfiguration": %2$s},
                {"Name": "read", "Image": "public.ecr.aws/amazoncorretto/amazoncorretto:25", "Essential": true, "User": "65534",
                 "ReadonlyRootFilesystem": true, "Command": ["java", "-XX:TieredStopAtLevel=1", "-cp", "/program/reader.jar", "Reader"],
                 "Environment": [{"Name": "BUCKET", "Value": "the-lesson"}, {"Name": "KEY", "Value": "lesson/hello.txt"}],
                 "MountPoints": [{"SourceVolume": "program", "ContainerPath": "/program", "ReadOnly": true}], "LogConfiguration": %2$s,
                 "DependsOn": [{"ContainerName": "fetch", "Condition": "SUCCESS"}]}]}}},
             "Outputs": {"Subnet": {"Value": {"Ref": "Subnet"}}, "Definition": {"Value": {"Ref": "Definition"}},
              "Cluster": {"Value": {"Ref": "Cluster"}}, "ClusterArn": {"Value": {"Fn::GetAtt": ["Cluster", "Arn"]}},
              "Vpc": {"Value": {"Ref": "Vpc"}}}}
            """.formatted("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"},
             "ArnLike": {"aws:SourceArn": "arn:aws:ecs:us-east-1:111122223333:*"}}}]}""", """
            {"LogDriver": "awslogs", "Options": {"awslogs-group": {"Ref": "Log"}, "awslogs-region": {"Ref": "AWS::Region"},
             "awslogs-stream-prefix": "ecs"}}""");

    private final TestCloud cloud;
    private final Map<String, String> outputs;

    private LessonTask(TestCloud cloud, Map<String, String> outputs) {
        this.cloud = cloud;
        this.outputs = outputs;
    }

    /** Deploys it with the reader as its program. */
    public static LessonTask deploy(TestCloud cloud, Path folder) throws IOException {
        try (S3Client s3 = cloud.s3(cloud.administrator()); CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            s3.createBucket(request -> request.bucket(BUCKET));
            s3.putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromString(CONTENT));
            upload(cloud, TestJar.withLibraries(folder, "Reader", READER));
            stacks.createStack(request -> request.stackName("Task").templateBody(TEMPLATE).capabilities(Capability.CAPABILITY_NAMED_IAM));
            await().atMost(Duration.ofSeconds(30)).until(() -> stacks.describeStacks(request -> request.stackName("Task")).stacks()
                    .getFirst().stackStatus() == StackStatus.CREATE_COMPLETE);
            return new LessonTask(cloud, stacks.describeStacks(request -> request.stackName("Task")).stacks().getFirst().outputs().stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
        }
    }

    /** Puts a jar where the task may fetch it. */
    private static void upload(TestCloud cloud, Path jar) {
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.putObject(request -> request.bucket(BUCKET).key(jar.getFileName().toString()), jar);
        }
    }

    /** A definition with the same two roles, that fetches a jar and runs it; answers its ARN. */
    public String define(Path jar, Consumer<ContainerDefinition.Builder> more) {
        upload(cloud, jar);
        String name = jar.getFileName().toString();
        return register(List.of(fetch("s3://" + BUCKET + "/" + name, "/program/" + name), container("run", CORRETTO)
                .command("java", "-XX:TieredStopAtLevel=1", "-jar", "/program/" + name)
                .dependsOn(after("fetch", ContainerCondition.SUCCESS))
                .applyMutation(more).build()));
    }

    static ContainerDefinition fetch(String from, String to) {
        return container("fetch", AWS_CLI).essential(false).command("s3", "cp", from, to).build();
    }

    /** A container that sees the volume {@code program} and logs. */
    static ContainerDefinition.Builder container(String name, String image) {
        return ContainerDefinition.builder().name(name).image(image)
                .mountPoints(MountPoint.builder().sourceVolume("program").containerPath("/program").build())
                .logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS).options(Map.of("awslogs-group", "/lesson/task",
                        "awslogs-region", TestCloud.REGION, "awslogs-stream-prefix", "ecs")));
    }

    static ContainerDependency after(String container, ContainerCondition condition) {
        return ContainerDependency.builder().containerName(container).condition(condition).build();
    }

    String register(List<ContainerDefinition> containers) {
        try (EcsClient ecs = cloud.ecs(cloud.administrator())) {
            return ecs.registerTaskDefinition(request -> request.family("other").cpu("256").memory("512").networkMode(NetworkMode.AWSVPC)
                    .requiresCompatibilities(Compatibility.FARGATE).taskRoleArn("Task").executionRoleArn("Execution")
                    .volumes(Volume.builder().name("program").build()).containerDefinitions(containers)).taskDefinition()
                    .taskDefinitionArn();
        }
    }

    String output(String name) {
        return outputs.getOrDefault(name, "");
    }

    /** A request for it, as the administrator would make it. */
    Consumer<RunTaskRequest.Builder> request() {
        return request -> request.cluster("lesson").taskDefinition(output("Definition")).launchType(LaunchType.FARGATE)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(output("Subnet"))));
    }

    Task run() {
        return run(cloud.administrator(), _ -> {});
    }

    Task run(AwsCredentials credentials, Consumer<RunTaskRequest.Builder> more) {
        try (EcsClient ecs = cloud.ecs(credentials)) {
            return ecs.runTask(request().andThen(more)).tasks().getFirst();
        }
    }

    /** Runs another definition in the same place. */
    public Task run(String definition) {
        return run(cloud.administrator(), request -> request.taskDefinition(definition));
    }

    Task stop(Task task) {
        try (EcsClient ecs = cloud.ecs(cloud.administrator())) {
            return ecs.stopTask(request -> request.cluster(task.clusterArn()).task(task.taskArn())).task();
        }
    }

    public List<String> awaitLog(Task task, String container, Predicate<List<String>> wanted) {
        return await().atMost(Duration.ofSeconds(40)).until(() -> log(task, container), wanted);
    }

    Task describe(Task task) {
        try (EcsClient ecs = cloud.ecs(cloud.administrator())) {
            return ecs.describeTasks(request -> request.cluster(task.clusterArn()).tasks(task.taskArn())).tasks().getFirst();
        }
    }

    Task awaitStatus(Task task, String status) {
        return await().atMost(Duration.ofSeconds(40)).until(() -> describe(task), now -> now.lastStatus().equals(status));
    }

    static Container of(Task task, String name) {
        return task.containers().stream().filter(container -> container.name().equals(name)).findFirst().orElseThrow();
    }

    /** What a container has logged, without what a logging library says that finds no logger. */
    List<String> log(Task task, String container) {
        String stream = "ecs/" + container + "/" + task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        try (CloudWatchLogsClient logs = cloud.logs(cloud.administrator())) {
            if (logs.describeLogStreams(request -> request.logGroupName("/lesson/task").logStreamNamePrefix(stream)).logStreams()
                    .isEmpty()) {
                return List.of();
            }
            return logs.filterLogEvents(request -> request.logGroupName("/lesson/task").logStreamNames(stream)).events().stream()
                    .map(FilteredLogEvent::message).filter(line -> !line.startsWith("SLF4J")).toList();
        }
    }
}
