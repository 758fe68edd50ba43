package dev.rolecall.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.constructs.Construct;

/**
 * The reader as a task of two containers and one volume: the first fetches the program as the task itself, the second runs it once. So both images are
 * public ones that somebody else keeps, and the program is the jar that the other workloads run. See
 * <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html">task definition parameters for Fargate</a>.
 */
final class ReaderTask extends Construct {
    private static final String FETCH_IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.32.0";
    private static final String READ_IMAGE = "public.ecr.aws/amazoncorretto/amazoncorretto:25";
    private static final String VOLUME = "program";
    private static final String FOLDER = "/program";
    private static final String JAR = FOLDER + "/reader.jar";
    /** nobody. The other container runs as root, because nobody else can write to a volume of Fargate: https://github.com/aws/containers-roadmap/issues/938. */
    private static final String NOBODY = "65534:65534";
    /** Seconds: a fetch that hangs ends the task, and with it what the task costs. */
    private static final int FETCH_TIMEOUT = 120;

    private final TaskRoles roles;
    private final CfnTaskDefinition definition;

    record Props(String workload, LessonBucket bucket, Program program, WorkloadLog logs) {}

    ReaderTask(Construct scope, String id, Props props) {
        super(scope, id);
        roles = new TaskRoles(this, new TaskRoles.Props(props.bucket(), props.program(), props.logs()));
        // The L1 construct: the L2 one would give the execution role permissions by itself, in a policy that comes after the role.
        definition = CfnTaskDefinition.Builder.create(this, "Definition").requiresCompatibilities(List.of("FARGATE")).networkMode("awsvpc")
                .cpu("256").memory("512").runtimePlatform(CfnTaskDefinition.RuntimePlatformProperty.builder().cpuArchitecture("ARM64")
                        .operatingSystemFamily("LINUX").build())
                .taskRoleArn(roles.task().getRoleArn()).executionRoleArn(roles.execution().getRoleArn())
                .volumes(List.of(CfnTaskDefinition.VolumeProperty.builder().name(VOLUME).build()))
                .containerDefinitions(List.of(fetch(props), read(props))).build();
        Suppressions.on(definition, new Suppressions.Reason("AwsSolutions-ECS2",
                "The variables name the lesson's object and the region, and nothing that has to be kept."));
    }

    String arn() {
        return definition.getRef();
    }

    String roleName() {
        return roles.task().getRoleName();
    }

    private static CfnTaskDefinition.ContainerDefinitionProperty fetch(Props props) {
        return container("fetch", props).image(FETCH_IMAGE).essential(false).startTimeout(FETCH_TIMEOUT)
                .command(List.of("s3", "cp", "--region", Aws.REGION, "--only-show-errors", props.program().url(), JAR))
                .mountPoints(List.of(mount(false))).build();
    }

    private static CfnTaskDefinition.ContainerDefinitionProperty read(Props props) {
        return container("read", props).image(READ_IMAGE).essential(true).user(NOBODY)
                .command(List.of("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", JAR, "dev.rolecall.reader.TaskProgram"))
                .environment(environment(props)).mountPoints(List.of(mount(true)))
                .dependsOn(List.of(CfnTaskDefinition.ContainerDependencyProperty.builder().containerName("fetch").condition("SUCCESS")
                        .build()))
                .build();
    }

    private static CfnTaskDefinition.ContainerDefinitionProperty.Builder container(String name, Props props) {
        return CfnTaskDefinition.ContainerDefinitionProperty.builder().name(name).readonlyRootFilesystem(true)
                .logConfiguration(CfnTaskDefinition.LogConfigurationProperty.builder().logDriver("awslogs")
                        .options(new TreeMap<>(Map.of("awslogs-group", props.logs().name(), "awslogs-region", Aws.REGION,
                                "awslogs-stream-prefix", props.workload())))
                        .build());
    }

    private static CfnTaskDefinition.MountPointProperty mount(boolean readOnly) {
        return CfnTaskDefinition.MountPointProperty.builder().sourceVolume(VOLUME).containerPath(FOLDER).readOnly(readOnly).build();
    }

    private static List<CfnTaskDefinition.KeyValuePairProperty> environment(Props props) {
        return new TreeMap<>(Map.of("ROLECALL_WORKLOAD", props.workload(), "ROLECALL_BUCKET", props.bucket().name(), "ROLECALL_KEY",
                LessonBucket.KEY, "AWS_REGION", Aws.REGION)).entrySet().stream()
                .map(variable -> CfnTaskDefinition.KeyValuePairProperty.builder().name(variable.getKey()).value(variable.getValue())
                        .build())
                .toList();
    }
}
