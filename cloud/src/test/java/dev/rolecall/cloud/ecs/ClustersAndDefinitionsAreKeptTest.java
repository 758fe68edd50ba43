package dev.rolecall.cloud.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

import dev.rolecall.cloud.TestCloud;

/** What ECS keeps before anything runs: clusters, and revisions of task definitions, as Fargate takes them. */
final class ClustersAndDefinitionsAreKeptTest {
    private static final String PREFIX = "arn:aws:ecs:us-east-1:" + TestCloud.ACCOUNT + ":";
    private static final TestCloud cloud = new TestCloud();
    private static final EcsClient ecs = cloud.ecs(cloud.administrator());

    @AfterAll
    static void stop() {
        ecs.close();
        cloud.close();
    }

    @Test
    void aClusterIsCreatedOnceAndGoesWhenItIsDeleted() {
        String arn = ecs.createCluster(request -> request.clusterName("one").tags(tag("team", "blue"))).cluster().clusterArn();
        assertThat(arn).isEqualTo(PREFIX + "cluster/one");
        assertThat(ecs.createCluster(request -> request.clusterName("one")).cluster().tags()).containsExactly(tag("team", "blue"));
        assertThat(ecs.describeClusters(request -> request.clusters("one").include(ClusterField.TAGS, ClusterField.SETTINGS)).clusters())
                .singleElement().satisfies(cluster -> {
                    assertThat(cluster.status()).isEqualTo("ACTIVE");
                    assertThat(cluster.runningTasksCount()).isZero();
                    assertThat(cluster.tags()).containsExactly(tag("team", "blue"));
                    assertThat(cluster.settings()).singleElement().satisfies(setting -> assertThat(setting.value()).isEqualTo("disabled"));
                });
        assertThat(ecs.deleteCluster(request -> request.cluster(arn)).cluster().status()).isEqualTo("INACTIVE");
        assertThat(ecs.describeClusters(request -> request.clusters(arn)).failures())
                .containsExactly(Failure.builder().arn(arn).reason("MISSING").build());
        assertThatThrownBy(() -> ecs.deleteCluster(request -> request.cluster("one"))).isInstanceOf(ClusterNotFoundException.class)
                .hasMessageContaining("Cluster not found.");
        assertThatThrownBy(() -> ecs.listTasks(request -> request.cluster("one"))).isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> ecs.createCluster(request -> request.clusterName("not a name")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void clustersAreListedPageByPage() {
        List<String> names = List.of("page-a", "page-b", "page-c");
        names.forEach(name -> ecs.createCluster(request -> request.clusterName(name)));
        assertThat(ecs.listClusters(request -> request.maxResults(1)).nextToken()).isNotEmpty();
        assertThat(ecs.listClustersPaginator(request -> request.maxResults(1)).clusterArns())
                .contains(names.stream().map(name -> PREFIX + "cluster/" + name).toArray(String[]::new));
        assertThatThrownBy(() -> ecs.listClusters(request -> request.nextToken("made up"))).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void everyRegistrationIsTheNextRevisionAndNoneIsGivenTwice() {
        String first = register("family", container("c")).taskDefinitionArn();
        assertThat(first).isEqualTo(PREFIX + "task-definition/family:1");
        assertThat(register("family", container("c")).revision()).isEqualTo(2);
        assertThat(ecs.deregisterTaskDefinition(request -> request.taskDefinition("family:2")).taskDefinition().status())
                .isEqualTo(TaskDefinitionStatus.INACTIVE);
        assertThat(describe("family").revision()).as("the newest that is active").isEqualTo(1);
        assertThat(describe("family:2").deregisteredAt()).isNotNull();
        assertThat(register("family", container("c")).revision()).isEqualTo(3);

        assertThat(ecs.listTaskDefinitions(request -> request.familyPrefix("family").sort(SortOrder.DESC)).taskDefinitionArns())
                .containsExactly(PREFIX + "task-definition/family:3", first);
        assertThat(ecs.listTaskDefinitions(request -> request.familyPrefix("family").status(TaskDefinitionStatus.INACTIVE))
                .taskDefinitionArns()).containsExactly(PREFIX + "task-definition/family:2");
        assertThat(ecs.listTaskDefinitionsPaginator(request -> request.familyPrefix("family").maxResults(1)).taskDefinitionArns())
                .hasSize(2);
        assertThat(ecs.listTaskDefinitionFamilies(request -> request.familyPrefix("fam").status(TaskDefinitionFamilyStatus.ACTIVE))
                .families()).containsExactly("family");
        assertThat(ecs.listTaskDefinitionFamilies(request -> request.familyPrefix("fam").status(TaskDefinitionFamilyStatus.INACTIVE))
                .families()).isEmpty();
        assertThatThrownBy(() -> describe("none")).isInstanceOf(ClientException.class)
                .hasMessageContaining("Unable to describe task definition.");
        assertThatThrownBy(() -> ecs.deregisterTaskDefinition(request -> request.taskDefinition("family")))
                .isInstanceOf(ClientException.class);
    }

    @Test
    void whatWasRegisteredIsDescribedWithItsDefaultsAndCanBeRegisteredAgain() {
        ContainerDefinition first = container("first").toBuilder().essential(false).entryPoint("aws").user("65534")
                .readonlyRootFilesystem(true).startTimeout(60).stopTimeout(10).workingDirectory("/data").cpu(10).memory(128)
                .environment(variable("A"), variable("B"))
                .mountPoints(MountPoint.builder().sourceVolume("data").containerPath("/data").readOnly(true).build()).build();
        ContainerDefinition second = container("second").toBuilder()
                .dependsOn(LessonTask.after("first", ContainerCondition.SUCCESS)).build();
        TaskDefinition made = ecs.registerTaskDefinition(fargate("whole").andThen(request -> request.containerDefinitions(first, second)
                .volumes(Volume.builder().name("data").build()).ephemeralStorage(storage -> storage.sizeInGiB(21))
                .runtimePlatform(platform -> platform.cpuArchitecture("ARM64")))).taskDefinition();
        TaskDefinition described = describe("whole");
        assertThat(described).isEqualTo(made);
        assertThat(described.containerDefinitions().getFirst()).satisfies(container -> {
            assertThat(container.environment()).hasSize(2);
            assertThat(container.portMappings()).isEmpty();
            assertThat(container.essential()).isFalse();
            assertThat(container.command()).containsExactly("s3", "cp", "s3://b/k", "/data/k");
        });
        assertThat(described.containerDefinitions().getLast().essential()).as("unless it is said").isTrue();
        assertThat(described.registeredBy()).endsWith("assumed-role/RolecallAdministrator/administrator");
        assertThat(described.compatibilities()).contains(Compatibility.FARGATE);
        TaskDefinition again = ecs.registerTaskDefinition(fargate("whole").andThen(request -> request
                .containerDefinitions(described.containerDefinitions()).volumes(described.volumes())
                .ephemeralStorage(described.ephemeralStorage()).runtimePlatform(described.runtimePlatform()))).taskDefinition();
        assertThat(again.containerDefinitions()).isEqualTo(described.containerDefinitions());
    }

    @ParameterizedTest
    @CsvSource({"256, 512", "256, 2048", ".25 vCPU, 0.5 GB", "512, 4096", "1024, 8192", "1 vcpu, 2GB", "2048, 16384", "4096, 30720",
            "8192, 61440", "16384, 122880"})
    void fargateHasTheseSizes(String cpu, String memory) {
        assertThat(ecs.registerTaskDefinition(fargate("size").andThen(request -> request.cpu(cpu).memory(memory)
                .containerDefinitions(container("c")))).taskDefinition().cpu()).matches("\\d+");
    }

    @ParameterizedTest
    @CsvSource({"256, 4096", "256, 768", "512, 512", "1024, 9216", "100, 512", "4096, 31744", "8192, 17408", "much, 512"})
    void fargateHasNoOthers(String cpu, String memory) {
        assertThatThrownBy(() -> ecs.registerTaskDefinition(fargate("size").andThen(request -> request.cpu(cpu).memory(memory)
                .containerDefinitions(container("c"))))).isInstanceOf(ClientException.class);
    }

    static Stream<Map.Entry<String, Consumer<RegisterTaskDefinitionRequest.Builder>>> refused() {
        ContainerDefinition plain = container("c");
        return Map.<String, Consumer<RegisterTaskDefinitionRequest.Builder>>ofEntries(
                Map.entry("'cpu' be defined", request -> request.cpu(null)),
                Map.entry("'memory' be defined", request -> request.memory(null)),
                Map.entry("only supports network mode 'awsvpc'", request -> request.networkMode(NetworkMode.BRIDGE)),
                Map.entry("other launch types than FARGATE", request -> request.requiresCompatibilities(Compatibility.EC2)),
                Map.entry("Family contains invalid characters", request -> request.family("a b")),
                Map.entry("1 to 10 containers", request -> request.containerDefinitions(List.of())),
                Map.entry("is not unique", request -> request.containerDefinitions(plain, plain)),
                Map.entry("at least one essential", request -> request.containerDefinitions(plain.toBuilder().essential(false).build())),
                Map.entry("Unknown volume 'x'", request -> request.containerDefinitions(plain.toBuilder()
                        .mountPoints(MountPoint.builder().sourceVolume("x").containerPath("/x").build()).build())),
                Map.entry("execution role ARN to support log driver awslogs", request -> request.executionRoleArn(null)
                        .containerDefinitions(LessonTask.container("c", "i").mountPoints(List.of()).build())),
                Map.entry("have a cycle", request -> request.containerDefinitions(
                        depends("a", "b", ContainerCondition.START), depends("b", "a", ContainerCondition.START))),
                Map.entry("which is not in the task definition", request -> request
                        .containerDefinitions(depends("a", "b", ContainerCondition.START))),
                Map.entry("is essential: nothing can wait for its end", request -> request
                        .containerDefinitions(plain, depends("a", "c", ContainerCondition.COMPLETE))),
                Map.entry("does not implement health checks", request -> request
                        .containerDefinitions(plain, depends("a", "c", ContainerCondition.HEALTHY))),
                Map.entry("does not implement privileged", request -> request
                        .containerDefinitions(plain.toBuilder().privileged(true).build())),
                Map.entry("does not implement portMappings", request -> request
                        .containerDefinitions(plain.toBuilder().portMappings(PortMapping.builder().containerPort(80).build()).build())),
                Map.entry("does not implement proxyConfiguration", request -> request
                        .proxyConfiguration(proxy -> proxy.containerName("c"))),
                Map.entry("host.sourcePath should not be set", request -> request
                        .volumes(Volume.builder().name("v").host(host -> host.sourcePath("/")).build())),
                Map.entry("does not implement efsVolumeConfiguration", request -> request
                        .volumes(Volume.builder().name("v").efsVolumeConfiguration(efs -> efs.fileSystemId("fs-1")).build())))
                .entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aDefinitionThatCouldNotRunHereIsRefused(Map.Entry<String, Consumer<RegisterTaskDefinitionRequest.Builder>> wrong) {
        assertThatThrownBy(
                () -> ecs.registerTaskDefinition(fargate("refused").andThen(request -> request.containerDefinitions(container("c")))
                        .andThen(wrong.getValue())))
                .isInstanceOf(EcsException.class).hasMessageContaining(wrong.getKey());
        assertThat(ecs.listTaskDefinitionFamilies(request -> request.familyPrefix("refused")).families()).isEmpty();
    }

    @Test
    void tagsComeAndGoAndAreFound() {
        String cluster = ecs.createCluster(request -> request.clusterName("tagged").tags(tag("lesson", "tags"))).cluster().clusterArn();
        String definition = ecs.registerTaskDefinition(fargate("tagged").andThen(request -> request.containerDefinitions(container("c"))
                .tags(tag("lesson", "tags"), tag("more", "1")))).taskDefinition().taskDefinitionArn();
        assertThat(found()).containsExactlyInAnyOrder(cluster, definition);
        ecs.tagResource(request -> request.resourceArn(cluster).tags(tag("team", "red")));
        ecs.untagResource(request -> request.resourceArn(definition).tagKeys("lesson"));
        assertThat(ecs.listTagsForResource(request -> request.resourceArn(cluster)).tags()).containsExactly(tag("lesson", "tags"),
                tag("team", "red"));
        assertThat(ecs.describeTaskDefinition(request -> request.taskDefinition("tagged").include(TaskDefinitionField.TAGS)).tags())
                .containsExactly(tag("more", "1"));
        assertThat(found()).containsExactly(cluster);
        ecs.deleteCluster(request -> request.cluster(cluster));
        assertThat(found()).isEmpty();
        assertThatThrownBy(() -> ecs.tagResource(request -> request.resourceArn(cluster).tags(tag("a", "b"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> ecs.listTagsForResource(request -> request.resourceArn(cluster)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThatThrownBy(() -> ecs.createService(request -> request.serviceName("s")))
                .hasMessageContaining("This local cloud does not implement ecs:CreateService.");
        assertThatThrownBy(() -> ecs.putClusterCapacityProviders(request -> request.cluster("c").capacityProviders("FARGATE")
                .defaultCapacityProviderStrategy(List.of())))
                .hasMessageContaining("This local cloud does not implement ecs:PutClusterCapacityProviders.");
        assertThatThrownBy(() -> ecs.createCluster(request -> request.clusterName("c").capacityProviders("FARGATE")))
                .isInstanceOf(InvalidParameterException.class).hasMessageContaining("does not implement capacityProviders");
    }

    private static Set<String> found() {
        try (ResourceGroupsTaggingApiClient tagging = cloud.tagging(cloud.administrator())) {
            return tagging
                    .getResources(request -> request.resourceTypeFilters("ecs")
                            .tagFilters(TagFilter.builder().key("lesson").values("tags").build()))
                    .resourceTagMappingList().stream().map(ResourceTagMapping::resourceARN).collect(Collectors.toSet());
        }
    }

    private static TaskDefinition describe(String named) {
        return ecs.describeTaskDefinition(request -> request.taskDefinition(named)).taskDefinition();
    }

    private static TaskDefinition register(String family, ContainerDefinition container) {
        return ecs.registerTaskDefinition(fargate(family).andThen(request -> request.containerDefinitions(container))).taskDefinition();
    }

    private static Consumer<RegisterTaskDefinitionRequest.Builder> fargate(String family) {
        return request -> request.family(family).cpu("256").memory("512").networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE).executionRoleArn("Execution");
    }

    private static ContainerDefinition container(String name) {
        return ContainerDefinition.builder().name(name).image(LessonTask.AWS_CLI).command("s3", "cp", "s3://b/k", "/data/k").build();
    }

    private static ContainerDefinition depends(String name, String on, ContainerCondition condition) {
        return container(name).toBuilder().dependsOn(LessonTask.after(on, condition)).build();
    }

    private static KeyValuePair variable(String name) {
        return KeyValuePair.builder().name(name).value("1").build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
