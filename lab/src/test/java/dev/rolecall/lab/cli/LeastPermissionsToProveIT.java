package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

import dev.rolecall.lab.cli.InThisProcess.Ran;
import dev.rolecall.lab.target.Asked;
import dev.rolecall.lab.whole.Inventory;
import dev.rolecall.lab.whole.LessonAssembly;
import dev.rolecall.lab.whole.PlayedAws;

/** What {@code rolecall permissions --prove} prints is enough to put every claim to the proof, and what it has on top of the lesson's is not too much. */
final class LeastPermissionsToProveIT {
    private static final String RUNNER = "runner";
    /** Whose experiments ask for all that the others ask for. */
    private static final List<String> CLAIMS = List.of("4", "7", "a-stray-key-beats-the-role", "23");

    @TempDir
    private static Path folder;
    private static final PlayedAws AWS = new PlayedAws();
    private static List<Asked> toProve = List.of();
    private static List<Asked> toDemonstrate = List.of();
    private static AwsCredentials runner = AwsBasicCredentials.create("nobody", "nothing");
    private static List<String> before = List.of();

    @BeforeAll
    static void derive() {
        toProve = printed("--prove");
        toDemonstrate = printed("-c", "ecs=true");
        runner = AWS.role(RUNNER, document(toProve));
        before = Inventory.of(AWS.clients());
    }

    @AfterAll
    static void stop() {
        AWS.close();
    }

    @Test
    void withItEveryClaimIsProvenAndNothingIsLeft() {
        Ran run = command(runner, "prove", "--json", "--assembly", LessonAssembly.withTask().toString());

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.json().path("claims")).allSatisfy(claim -> assertThat(claim.path("verdict").asString()).as(claim.toString())
                .isIn("proven", "documented-only"));
        assertThat(run.err()).doesNotContain("could not be looked up");
        assertThat(Inventory.of(AWS.clients())).isEqualTo(before);
    }

    @Test
    void itHasAllThatTheLessonNeeds() {
        assertThat(toProve).containsAll(toDemonstrate);
        assertThat(onTop()).contains("ec2:RunInstances", "iam:PassRole", "iam:CreateAccessKey", "sts:AssumeRole").hasSizeGreaterThan(10);
        assertThat(document(toProve)).doesNotContain("i-0").doesNotContain("subnet-").doesNotContain("Prove-");
    }

    @TestFactory
    Stream<DynamicTest> withoutOneOfThoseOnTopAClaimIsNotProven() {
        return onTop().stream().map(action -> DynamicTest.dynamicTest(action, () -> {
            AWS.allow(RUNNER, document(without(action)));
            try {
                List<String> arguments = new ArrayList<>(List.of("--json", "--assembly", LessonAssembly.folder().toString()));
                arguments.addAll(CLAIMS);
                Ran run = command(runner, "prove", arguments.toArray(String[]::new));
                assertThat(run.code()).as(run.out() + run.err()).isNotZero();
                assertThat(run.out() + run.err()).contains(action.substring(action.indexOf(':') + 1));
            } finally {
                AWS.allow(RUNNER, document(toProve));
                tidy();
            }
        }));
    }

    /** Actions that the lesson does not need, or not on these resources. */
    private static List<String> onTop() {
        return toProve.stream().filter(asked -> !toDemonstrate.contains(asked)).map(Asked::action).distinct().sorted().toList();
    }

    /** An action as far as the lesson needs it, and everything else. */
    private static List<Asked> without(String action) {
        return toProve.stream().filter(asked -> !asked.action().equals(action) || toDemonstrate.contains(asked)).toList();
    }

    private static List<Asked> printed(String... more) {
        Stream<String> command = Stream.of("permissions", "--account", PlayedAws.ACCOUNT, "--region", PlayedAws.REGION, "--json");
        Ran printed = new InThisProcess(LessonAssembly.root(), folder).run(AWS.administrator(),
                Stream.concat(command, Stream.of(more)).toArray(String[]::new));
        assertThat(printed.code()).as(printed.err()).isZero();
        return PrintedPolicy.questions(printed.json());
    }

    private static String document(List<Asked> questions) {
        return PrintedPolicy.of(questions).document();
    }

    private static Ran command(AwsCredentials credentials, String name, String... more) {
        return new InThisProcess(LessonAssembly.root(), folder).run(credentials, AWS.arguments(name, more));
    }

    /** Whoever lacks a permission may have left what he made; its owner takes it away. */
    private static void tidy() {
        if (Inventory.of(AWS.clients()).equals(before)) {
            return;
        }
        List<String> running = AWS.clients().ec2().describeInstances().reservations().stream().flatMap(all -> all.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED).map(Instance::instanceId).toList();
        if (!running.isEmpty()) {
            AWS.clients().ec2().terminateInstances(terminate -> terminate.instanceIds(running));
        }
        AWS.clients().iam().listUsers().users().stream().filter(user -> user.userName().startsWith("RolecallAccessKey-"))
                .forEach(user -> AWS.clients().iam().listAccessKeys(list -> list.userName(user.userName())).accessKeyMetadata()
                        .forEach(key -> AWS.clients().iam()
                                .deleteAccessKey(delete -> delete.userName(user.userName()).accessKeyId(key.accessKeyId()))));
        AWS.clients().iam().listRoles().roles().stream().filter(role -> role.roleName().startsWith("RolecallKeyless-Prove-"))
                .forEach(role -> AWS.clients().iam().deleteRole(delete -> delete.roleName(role.roleName())));
        Ran destroyed = command(AWS.administrator(), "destroy");
        assertThat(destroyed.code()).as(destroyed.out() + destroyed.err()).isZero();
        assertThat(Inventory.of(AWS.clients())).isEqualTo(before);
    }
}
