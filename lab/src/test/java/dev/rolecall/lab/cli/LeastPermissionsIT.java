package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.cli.InThisProcess.Ran;
import dev.rolecall.lab.rehearsal.LeastPolicy;
import dev.rolecall.lab.whole.Inventory;
import dev.rolecall.lab.whole.LessonAssembly;
import dev.rolecall.lab.whole.PlayedAws;

/** What {@code rolecall permissions} prints is enough to run the lesson, and none of it is too much. */
final class LeastPermissionsIT {
    private static final String RUNNER = "runner";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ec2.amazonaws.com"}}]}""";

    @TempDir
    private static Path folder;
    private static final PlayedAws AWS = new PlayedAws();
    private static String document = "";
    private static LeastPolicy policy = PrintedPolicy.of(List.of());
    private static AwsCredentials runner = AwsBasicCredentials.create("nobody", "nothing");
    private static List<String> before = List.of();
    private static Map<Situation, Seen> normal = Map.of();

    /** What a person or a script sees of one of the commands, without what differs from run to run. */
    private record Seen(int code, String result, String said) {}

    /** A command in a situation in which it asks for something. */
    private enum Situation {
        /** The clean-up of an account in which somebody left a user and a role by hand: every look has something to look at. */
        LEFTOVERS {
            @Override
            Ran run() {
                AWS.clients().iam().createUser(create -> create.userName("RolecallAccessKey-left"));
                AWS.clients().iam().createRole(create -> create.roleName("RolecallKeyless-left").assumeRolePolicyDocument(TRUST));
                Ran ran = command(runner, "destroy", "--json");
                AWS.clients().iam().deleteUser(delete -> delete.userName("RolecallAccessKey-left"));
                AWS.clients().iam().deleteRole(delete -> delete.roleName("RolecallKeyless-left"));
                return ran;
            }
        },
        /** The lesson itself. */
        DEMONSTRATION {
            @Override
            Ran run() {
                return command(runner, "demo", "--json", "--assembly", LessonAssembly.folder().toString());
            }
        },
        /** The lesson where its role's name is taken. */
        FAILURE {
            @Override
            Ran run() {
                AWS.clients().iam().createRole(create -> create.roleName("EC2-S3-Role").assumeRolePolicyDocument(TRUST));
                Ran ran = command(runner, "demo", "--json", "--assembly", LessonAssembly.folder().toString());
                AWS.clients().iam().deleteRole(delete -> delete.roleName("EC2-S3-Role"));
                return ran;
            }
        };

        abstract Ran run();

        Seen seen() {
            Ran ran = run();
            return new Seen(ran.code(), withoutChance(ran.out()), withoutChance(ran.err()));
        }
    }

    @BeforeAll
    static void derive() {
        Ran printed = new InThisProcess(LessonAssembly.root(), folder).run(AWS.administrator(), "permissions", "--account",
                PlayedAws.ACCOUNT,
                "--region", PlayedAws.REGION, "--json");
        assertThat(printed.code()).as(printed.err()).isZero();
        document = printed.out();
        policy = PrintedPolicy.of(PrintedPolicy.questions(printed.json()));
        before = Inventory.of(AWS.clients());
        runner = AWS.role(RUNNER, document);
        normal = look();
    }

    @AfterAll
    static void stop() {
        AWS.close();
    }

    @Test
    void itIsAPolicyWithoutWildcardsInActions() {
        assertThat(policy.document()).as("read back as it was printed").isEqualToNormalizingNewlines(document.strip());
        assertThat(policy.actions()).hasSizeGreaterThan(30).allMatch(action -> action.matches("[a-z0-9]+:[A-Za-z0-9]+"))
                .contains("iam:PassRole", "cloudformation:DescribeStackEvents", "organizations:DescribeOrganization");
        assertThat(document).doesNotContain("NotAction").doesNotContain("i-0").doesNotContain("127.0.0.1");
    }

    @Test
    void withItTheLessonRunsAndIsTakenAway() {
        assertThat(normally(Situation.DEMONSTRATION)).satisfies(demo -> {
            assertThat(demo.code()).as(demo.said()).isZero();
            assertThat(demo.said()).doesNotContain("could not be looked up");
        });
        Ran clean = command(runner, "destroy", "--json");
        assertThat(clean.code()).as(clean.out()).isZero();
        assertThat(clean.json().path("clean").asBoolean()).isTrue();
    }

    @Test
    void withItAFailureIsExplained() {
        Seen failure = normally(Situation.FAILURE);
        assertThat(failure.code()).isEqualTo(4);
        assertThat(failure.said()).contains("EC2-S3-Role").contains("already exists");
    }

    /** Otherwise what is noticed below would be chance. */
    @Test
    void withItEverySituationLooksTheSameAgain() {
        assertThat(look()).isEqualTo(normal);
    }

    @TestFactory
    Stream<DynamicTest> withoutOneOfItsActionsSomethingIsMissed() {
        return policy.actions().stream().map(action -> DynamicTest.dynamicTest(action, () -> {
            AWS.allow(RUNNER, policy.without(action).document());
            try {
                assertThat(noticed()).as("a situation in which it makes a difference").isPresent();
            } finally {
                AWS.allow(RUNNER, document);
                tidy();
            }
        }));
    }

    private static Map<Situation, Seen> look() {
        Map<Situation, Seen> all = new EnumMap<>(Situation.class);
        Stream.of(Situation.values()).forEach(situation -> all.put(situation, situation.seen()));
        return all;
    }

    private static Seen normally(Situation situation) {
        return Objects.requireNonNull(normal.get(situation));
    }

    private static Optional<Situation> noticed() {
        return Stream.of(Situation.values()).filter(situation -> !situation.seen().equals(normally(situation))).findFirst();
    }

    /** Whoever lacks a permission may have left something. */
    private static void tidy() {
        if (Inventory.of(AWS.clients()).size() > before.size() + 1) {
            Ran destroyed = command(AWS.administrator(), "destroy");
            assertThat(destroyed.code()).as(destroyed.out() + destroyed.err()).isZero();
        }
    }

    private static Ran command(AwsCredentials credentials, String name, String... more) {
        return new InThisProcess(LessonAssembly.root(), folder).run(credentials, AWS.arguments(name, more));
    }

    /** Names, ids, times and numbers of a run, and the order in which steps beside each other ended. */
    private static String withoutChance(String text) {
        String same = text.replaceAll("i-[0-9a-f]{17}", "i-").replaceAll("-[A-Z0-9]{12}\\b", "-").replaceAll("-[a-z0-9]{12}\\b", "-")
                .replaceAll("(AKIA|ASIA)….{4}", "$1").replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "").replaceAll("(illis\" : )\\d+", "$10")
                .replaceAll(" +\\d+\\.\\d s", "");
        return text.startsWith("{") ? JsonMapper.shared().readTree(same).toString() : same.lines().sorted().toList().toString();
    }
}
