package dev.rolecall.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.deploy.Deployment.Deployed;
import dev.rolecall.lab.deploy.Omission;

final class LessonReaderTest {
    private static final Omission INSTANCE = new Omission("Instance43E3", "AWS::EC2::Instance", "no instances here");
    private static final Omission KEY = new Omission("AccessKey", "AWS::IAM::AccessKey", "no keys here");

    @Test
    void aStackThatTellsOfBothHasBoth() {
        Lesson lesson = read(deployed(List.of(), "InstanceId", "FunctionName"), deployed(List.of(), "InstanceId", "FunctionName"));

        assertThat(lesson.missing()).isEmpty();
        assertThat(lesson.instanceId(Workload.EC2_KEY)).isEqualTo("the InstanceId");
    }

    @Test
    void aWorkloadIsMissingForWantOfItsOwnKindOfResource() {
        Lesson lesson = read(deployed(List.of(KEY, INSTANCE), "FunctionName"), deployed(List.of(), "InstanceId", "FunctionName"));

        assertThat(lesson.missing()).containsOnlyKeys(Workload.EC2_ROLE).containsEntry(Workload.EC2_ROLE,
                "the endpoint does not make AWS::EC2::Instance (Instance43E3): no instances here");
    }

    @Test
    void orForWantOfWhatItReferredTo() {
        Lesson lesson = read(deployed(List.of(), "InstanceId", "FunctionName"), deployed(List.of(KEY, INSTANCE)));

        assertThat(lesson.missing()).containsOnlyKeys(Workload.EC2_KEY, Workload.LAMBDA_KEY)
                .containsEntry(Workload.LAMBDA_KEY, "the endpoint does not make AWS::IAM::AccessKey (AccessKey): no keys here");
    }

    @Test
    void withoutAStackNeitherOfItsWorkloadsIsThereForTheReasonOfTheStack() {
        Omission stack = new Omission("RolecallAccessKey", "AWS::CloudFormation::Stack", "no stacks here");
        Lesson lesson = read(deployed(List.of(), "InstanceId", "FunctionName"), new Deployed(Optional.empty(), List.of(stack)));

        assertThat(lesson.stacks()).containsOnlyKeys(Part.KEYLESS);
        assertThat(lesson.missing()).containsOnlyKeys(Workload.EC2_KEY, Workload.LAMBDA_KEY).containsEntry(Workload.EC2_KEY,
                "the endpoint does not make AWS::CloudFormation::Stack (RolecallAccessKey): no stacks here");
    }

    @Test
    void whatWasNotLeftOutAndIsNotToldOfIsSaidToBeSo() {
        Lesson lesson = read(deployed(List.of(), "FunctionName"), deployed(List.of(), "InstanceId", "FunctionName"));

        assertThat(lesson.missing()).containsExactly(Map.entry(Workload.EC2_ROLE, "The stack does not tell of it."));
    }

    @Test
    void aPartLacksWhatWasNotMadeOfItOrWhatItDoesNotTellOf() {
        Omission profile = new Omission("InstanceProfile", "AWS::IAM::InstanceProfile", "no profiles here");
        Lesson lesson = read(deployed(List.of(INSTANCE, profile), "InstanceRoleName"), deployed(List.of(KEY), "UserName"));

        assertThat(lesson.lacks(Part.ACCESS_KEY, "AWS::IAM::User", "UserName")).isEmpty();
        assertThat(lesson.lacks(Part.KEYLESS, "AWS::IAM::Role", "InstanceRoleName")).isEmpty();
        assertThat(lesson.lacks(Part.KEYLESS, "AWS::IAM::InstanceProfile", "InstanceRoleName"))
                .contains("the endpoint does not make AWS::IAM::InstanceProfile (InstanceProfile): no profiles here");
        assertThat(lesson.lacks(Part.KEYLESS, "AWS::IAM::Role", "FunctionRoleName").orElseThrow()).contains("AWS::EC2::Instance");
        assertThat(lesson.lacks(Part.TASK, "AWS::IAM::Role", "TaskRoleName")).contains("the lesson was deployed without RolecallTask.");
    }

    @Test
    void withoutTheUsersStackThereIsNoUserForTheReasonOfTheStack() {
        Omission stack = new Omission("RolecallAccessKey", "AWS::CloudFormation::Stack", "no stacks here");
        Lesson lesson = read(deployed(List.of(), "InstanceId"), new Deployed(Optional.empty(), List.of(stack)));

        assertThat(lesson.lacks(Part.ACCESS_KEY, "AWS::IAM::User", "UserName").orElseThrow()).contains("no stacks here");
    }

    @Test
    void aTaskBelongsToTheLessonOnlyWhereItWasAskedFor() {
        Deployed both = deployed(List.of(), "InstanceId", "FunctionName");
        assertThat(read(both, both).workloads()).doesNotContain(Workload.ECS_ROLE).hasSize(4);

        Omission cluster = new Omission("Cluster", "AWS::ECS::Cluster", "no clusters here");
        Lesson lesson = LessonReader
                .read(Map.of(Part.KEYLESS, both, Part.ACCESS_KEY, both, Part.TASK, deployed(List.of(cluster), "LogGroupName")));
        assertThat(lesson.workloads()).hasSize(5);
        assertThat(lesson.missing()).containsOnlyKeys(Workload.ECS_ROLE).containsEntry(Workload.ECS_ROLE,
                "the endpoint does not make AWS::ECS::Cluster (Cluster): no clusters here");
    }

    private static Lesson read(Deployed keyless, Deployed accessKey) {
        return LessonReader.read(Map.of(Part.KEYLESS, keyless, Part.ACCESS_KEY, accessKey));
    }

    private static Deployed deployed(List<Omission> omissions, String... outputs) {
        Map<String, String> values = List.of(outputs).stream().collect(Collectors.toMap(name -> name, name -> "the " + name));
        return new Deployed(Optional.of(new DeployedStack("arn", "stack", values)), omissions);
    }
}
