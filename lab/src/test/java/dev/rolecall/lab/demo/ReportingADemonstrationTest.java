package dev.rolecall.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.ExitCode;

final class ReportingADemonstrationTest {
    private static final DemoReport ALL_READ = allRead(EnumSet.complementOf(EnumSet.of(Workload.ECS_ROLE)));
    private static final DemoReport WITH_A_TASK = allRead(EnumSet.allOf(Workload.class));
    private static final DemoReport ONE_REFUSED = Results.report(Results.refused(Workload.EC2_ROLE), Results.read(Workload.EC2_KEY),
            Results.silent(Workload.LAMBDA_ROLE), Results.read(Workload.LAMBDA_KEY));

    @Test
    void scriptsGetTheDocumentedFieldsAndNoOthers() {
        assertThat(JsonReport.write(ALL_READ)).isEqualToNormalizingNewlines(Golden.text("all-read.json"));
    }

    @Test
    void aRefusalHasItsErrorAndItsExplanation() {
        assertThat(JsonReport.write(ONE_REFUSED)).isEqualToNormalizingNewlines(Golden.text("one-refused.json"));
    }

    @Test
    void theWorkloadsStandInTheDocumentedOrder() {
        JsonNode workloads = JsonMapper.shared().readTree(JsonReport.write(WITH_A_TASK)).path("workloads");

        assertThat(workloads.valueStream().map(workload -> workload.path("id").asString()))
                .containsExactly("ec2-role", "ec2-key", "lambda-role", "lambda-key", "ecs-role");
    }

    @Test
    void peopleGetATableOfAtMostAHundredAndTwentyColumns() {
        String table = new TableReport(false).write(ALL_READ);

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(table).isEqualToNormalizingNewlines(Golden.text("all-read.txt"));
    }

    @Test
    void aTaskIsOneMoreThatReadsByItsRole() {
        String table = new TableReport(false).write(WITH_A_TASK);

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(table).contains("ecs-role", "ContainerCredentialsProvider", "3 of 3 read by their roles");
    }

    @Test
    void theTableSaysWhyAWorkloadDidNotRead() {
        assertThat(new TableReport(false).write(ONE_REFUSED)).isEqualToNormalizingNewlines(Golden.text("one-refused.txt"));
    }

    @Test
    void colourIsForTerminalsOnly() {
        assertThat(new TableReport(false).write(ONE_REFUSED)).doesNotContain("\033");
        assertThat(new TableReport(true).write(ONE_REFUSED)).contains("\033[31mrefused");
    }

    @Test
    void theExitCodeIsZeroOnlyWhenAllRead() {
        assertThat(ALL_READ.exitCode()).isEqualTo(ExitCode.HOLDS);
        assertThat(ONE_REFUSED.exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
    }

    private static DemoReport allRead(Set<Workload> workloads) {
        return Results.report(workloads.stream().map(Results::read).toArray(WorkloadResult[]::new));
    }
}
