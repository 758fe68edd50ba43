package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

import dev.rolecall.lab.whole.Inventory;
import dev.rolecall.lab.whole.LessonAssembly;
import dev.rolecall.lab.whole.PlayedAws;

/** A stack of the lab's name that somebody else created, even in the middle of a run, is not deleted with the run's own. */
final class SomebodyElsesStackIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RolecallKeyless", "RolecallAccessKey"})
    void createdAfterTheRunHadLookedItStays(String name) {
        try (PlayedAws aws = new PlayedAws()) {
            List<String> before = Inventory.of(aws.clients());
            InThisProcess.Ran run = new InThisProcess(LessonAssembly.root(), folder).run(aws.administrator(), "publish the assets",
                    () -> aws.somebodysStack(name),
                    aws.arguments("demo", "--assembly", LessonAssembly.folder().toString()));

            assertThat(run.code()).as(run.err()).isEqualTo(3);
            assertThat(run.complaint()).contains("There is a stack " + name + " already").contains("--prefix");
            assertThat(aws.clients().cloudFormation().describeStacks(describe -> describe.stackName(name)).stacks()).singleElement()
                    .satisfies(stack -> assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE));
            assertThat(Inventory.of(aws.clients())).containsAll(before).contains("stack " + name, "log group somebodys")
                    .hasSize(before.size() + 3);
        }
    }

    @Test
    void thereFromTheBeginningNothingIsTouched() {
        try (PlayedAws aws = new PlayedAws()) {
            aws.somebodysStack("RolecallKeyless");
            List<String> before = Inventory.of(aws.clients());
            for (String command : List.of("demo", "deploy")) {
                InThisProcess.Ran run = new InThisProcess(LessonAssembly.root(), folder).run(aws.administrator(),
                        aws.arguments(command, "--assembly", LessonAssembly.folder().toString()));
                assertThat(run.code()).as(run.err()).isEqualTo(3);
                assertThat(run.complaint()).contains("There is a stack RolecallKeyless already").contains("--prefix");
                assertThat(Inventory.of(aws.clients())).isEqualTo(before);
            }
        }
    }
}
