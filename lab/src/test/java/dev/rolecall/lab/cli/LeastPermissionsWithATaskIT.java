package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

import dev.rolecall.lab.cli.InThisProcess.Ran;
import dev.rolecall.lab.whole.LessonAssembly;
import dev.rolecall.lab.whole.PlayedAws;

/** Whoever runs the lesson with a task on ECS needs more, and {@code rolecall permissions -c ecs=true} says what. */
final class LeastPermissionsWithATaskIT {
    @TempDir
    private Path folder;

    @Test
    void withThemTheTaskRunsToo() {
        try (PlayedAws aws = new PlayedAws()) {
            AwsCredentials runner = aws.role("runner", printed(aws, "-c", "ecs=true"));
            Ran demo = command(aws, runner, "demo", "--json", "--assembly", LessonAssembly.withTask().toString());
            assertThat(demo.code()).as(demo.out() + demo.err()).isZero();
            assertThat(demo.json().path("workloads")).hasSize(5)
                    .allSatisfy(workload -> assertThat(workload.path("outcome").asString()).isEqualTo("read"));
            Ran clean = command(aws, runner, "destroy", "--json");
            assertThat(clean.code()).as(clean.out()).isZero();
        }
    }

    @Test
    void withoutThemItIsRefusedAndNothingStays() {
        try (PlayedAws aws = new PlayedAws()) {
            AwsCredentials runner = aws.role("runner", printed(aws));
            Ran demo = command(aws, runner, "demo", "--json", "--assembly", LessonAssembly.withTask().toString());
            assertThat(demo.code()).isNotZero();
            assertThat(demo.err()).contains("cloudformation:CreateStack").contains("stack/RolecallTask/");
            Ran clean = command(aws, aws.administrator(), "destroy", "--json");
            assertThat(clean.code()).as(clean.out()).isZero();
        }
    }

    private String printed(PlayedAws aws, String... more) {
        InThisProcess command = new InThisProcess(LessonAssembly.root(), folder);
        String[] arguments = {"permissions", "--account", PlayedAws.ACCOUNT, "--region", PlayedAws.REGION, "--json"};
        String[] all = Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
        Ran printed = command.run(aws.administrator(), all);
        assertThat(printed.code()).as(printed.err()).isZero();
        return printed.out();
    }

    private Ran command(PlayedAws aws, AwsCredentials credentials, String name, String... more) {
        return new InThisProcess(LessonAssembly.root(), folder).run(credentials, aws.arguments(name, more));
    }
}
