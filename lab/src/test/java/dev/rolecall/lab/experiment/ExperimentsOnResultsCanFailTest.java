package dev.rolecall.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.Outcome;
import dev.rolecall.lab.demo.SecretPlace;
import dev.rolecall.lab.demo.Workload;
import dev.rolecall.lab.demo.WorkloadResult;
import dev.rolecall.lab.whole.PlayedAws;

/** What the lesson's workloads told decides, and one that told nothing is no proof of anything. */
final class ExperimentsOnResultsCanFailTest {
    private static final PlayedAws AWS = new PlayedAws();
    private static final SecretPlace IN_CONFIGURATION = new SecretPlace(SecretPlace.Where.FUNCTION_CONFIGURATION, "function, variable X");
    private static final SecretPlace ON_DISK = new SecretPlace(SecretPlace.Where.DISK, "~/.aws/credentials");

    private static final WorkloadResult EC2_ROLE = result(Workload.EC2_ROLE, "ASIA…WXYZ", true);
    private static final WorkloadResult EC2_KEY = result(Workload.EC2_KEY, "AKIA…WXYZ", false, ON_DISK);
    private static final WorkloadResult LAMBDA_ROLE = result(Workload.LAMBDA_ROLE, "ASIA…WXYZ", true);
    private static final WorkloadResult LAMBDA_KEY = result(Workload.LAMBDA_KEY, "AKIA…WXYZ", false, IN_CONFIGURATION);

    @AfterAll
    static void end() {
        AWS.close();
    }

    @Test
    void theLessonAsItIsProvesAllThree() throws Exception {
        for (Experiment experiment : List.of(new Lifetimes(), new SecretsAtRest(), new KeyInConfiguration())) {
            assertThat(verdict(experiment, EC2_ROLE, EC2_KEY, LAMBDA_ROLE, LAMBDA_KEY)).as(experiment.toString())
                    .isEqualTo(Verdict.PROVEN);
        }
    }

    @Test
    void aRoleWithoutASessionTokenDisprovesThatItsCredentialsAreTemporary() throws Exception {
        assertThat(verdict(new Lifetimes(), result(Workload.EC2_ROLE, "AKIA…WXYZ", false), EC2_KEY, LAMBDA_ROLE, LAMBDA_KEY))
                .isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void soDoesAKeyWithOne() throws Exception {
        assertThat(verdict(new Lifetimes(), EC2_ROLE, EC2_KEY, LAMBDA_ROLE, result(Workload.LAMBDA_KEY, "ASIA…WXYZ", true)))
                .isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aRolesSecretOnADiskDisprovesThatItLiesNowhere() throws Exception {
        assertThat(verdict(new SecretsAtRest(), result(Workload.EC2_ROLE, "ASIA…WXYZ", true, ON_DISK), EC2_KEY, LAMBDA_ROLE, LAMBDA_KEY))
                .isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aKeyThatIsFoundNowhereDisprovesTheOtherHalf() throws Exception {
        assertThat(verdict(new SecretsAtRest(), EC2_ROLE, result(Workload.EC2_KEY, "AKIA…WXYZ", false), LAMBDA_ROLE, LAMBDA_KEY))
                .isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aKeyThatLiesElsewhereThanInTheConfigurationDisprovesThatItIsReadThere() throws Exception {
        assertThat(verdict(new KeyInConfiguration(), LAMBDA_ROLE, result(Workload.LAMBDA_KEY, "AKIA…WXYZ", false, ON_DISK)))
                .isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aRolesSecretInTheConfigurationDisprovesThatNothingIsReadThere() throws Exception {
        assertThat(verdict(new KeyInConfiguration(), result(Workload.LAMBDA_ROLE, "ASIA…WXYZ", true, IN_CONFIGURATION), LAMBDA_KEY))
                .isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void anEmulatorsIdsMayBeginAsTheyLike() throws Exception {
        assertThat(verdict(new Lifetimes(), result(Workload.EC2_ROLE, "LSIA…WXYZ", true), EC2_KEY, LAMBDA_ROLE, LAMBDA_KEY))
                .isEqualTo(Verdict.PROVEN);
    }

    @Test
    void aTaskThatAskedItsEndpointProvesThatThereIsOne() throws Exception {
        define(List.of());

        assertThat(verdict(new TaskEndpoint(), task(Told.BY_ENDPOINT, true))).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void oneThatReadsByTheNodesRoleDisprovesThat() throws Exception {
        define(List.of());

        assertThat(verdict(new TaskEndpoint(), task(Told.BY_PROFILE, true))).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void soDoCredentialsWithoutAnEnd() throws Exception {
        define(List.of());

        assertThat(verdict(new TaskEndpoint(), task(Told.BY_ENDPOINT, false))).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void soDoesASecretThatIsFound() throws Exception {
        define(List.of());

        assertThat(verdict(new TaskEndpoint(), task(Told.BY_ENDPOINT, true,
                new SecretPlace(SecretPlace.Where.TASK_DEFINITION, "reader:1, container reader")))).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void soDoesAKeyAmongTheVariablesOfItsDefinition() throws Exception {
        define(List.of(KeyValuePair.builder().name("AWS_SECRET_ACCESS_KEY").value("whatever").build()));

        assertThat(verdict(new TaskEndpoint(), task(Told.BY_ENDPOINT, true))).isEqualTo(Verdict.DISPROVED);
    }

    /** The latest revision of the family is what the experiment looks at. */
    private static void define(List<KeyValuePair> variables) {
        AWS.clients().ecs().registerTaskDefinition(register -> register.family("reader").cpu("256").memory("512")
                .networkMode(NetworkMode.AWSVPC).requiresCompatibilities(Compatibility.FARGATE)
                .containerDefinitions(ContainerDefinition.builder().name("reader").image("public.ecr.aws/amazoncorretto/amazoncorretto:25")
                        .essential(true).environment(variables).build()));
    }

    private static WorkloadResult task(String provider, boolean ends, SecretPlace... places) {
        Evidence evidence = new Evidence(Played.NOW, Outcome.READ, Optional.empty(),
                Optional.of(Played.seen("ASIA…WXYZ", true, ends, provider)), List.of(), Optional.empty());
        return new WorkloadResult(Workload.ECS_ROLE, evidence, Optional.empty(), List.of(places), Optional.empty(), Optional.empty());
    }

    @Test
    void whoShowedNoCredentialsWasNotSearched() {
        WorkloadResult silent = new WorkloadResult(Workload.EC2_ROLE, Played.failed("NoEvidence"), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty());

        for (Experiment experiment : List.of(new SecretsAtRest(), new Lifetimes())) {
            assertThatExceptionOfType(LabException.class)
                    .isThrownBy(() -> verdict(experiment, silent, EC2_KEY, LAMBDA_ROLE, LAMBDA_KEY))
                    .withMessageContaining("ec2-role showed no credentials: NoEvidence");
        }
        WorkloadResult silentTask = new WorkloadResult(Workload.ECS_ROLE, Played.failed("NoCredentials"), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty());
        assertThatExceptionOfType(LabException.class).isThrownBy(() -> verdict(new TaskEndpoint(), silentTask))
                .withMessageContaining("ecs-role showed no credentials: NoCredentials");
    }

    private static Verdict verdict(Experiment experiment, WorkloadResult... results) throws Exception {
        return Verdict.of(experiment.perform(Played.scene(AWS.clients(), Arrays.asList(results))));
    }

    private static WorkloadResult result(Workload workload, String id, boolean token, SecretPlace... places) {
        Evidence evidence = new Evidence(Played.NOW, Outcome.READ, Optional.empty(),
                Optional.of(Played.seen(id, token, token && workload.service() == Workload.Service.EC2, "Provider")),
                List.of(), Optional.empty());
        return new WorkloadResult(workload, evidence, Optional.empty(), List.of(places), Optional.empty(), Optional.empty());
    }
}
