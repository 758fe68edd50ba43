package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A task on ECS is one more workload that reads by a role, where it is asked for. */
final class TheTaskReadsByItsRoleIT {
    @TempDir
    private Path folder;

    @Test
    void itReadsWithCredentialsOfItsOwnEndpointThatLieNowhere() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Rolecall.Finished run = rolecall.run("demo", "--json", "-c", "ecs=true");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outcomes()).isEqualTo("read read read read read");
        JsonNode task = run.workload("ecs-role");
        assertThat(task.path("service").asString()).isEqualTo("ecs");
        assertThat(task.path("provider").asString()).isEqualTo("ContainerCredentialsProvider");
        assertThat(task.path("principalArn").asString())
                .matches("arn:aws:sts::111122223333:assumed-role/RolecallTask-TaskRole[0-9A-Z]+-\\w+/[0-9a-f]{32}");
        assertThat(task.path("accessKeyId").asString()).startsWith("ASIA");
        assertThat(Instant.parse(task.path("expiresAt").asString())).isAfter(Instant.now());
        assertThat(task.path("secretAtRest")).isEmpty();
        assertThat(run.json().path("phases").valueStream().map(phase -> phase.path("name").asString())).contains("task");
        assertThat(rolecall.processes()).isEmpty();
    }

    @Test
    void withoutItsRolesPermissionItIsRefusedAndNobodyElse() throws IOException, InterruptedException {
        Path assembly = Assembly.without("ReadLesson", "TaskRole", "RolecallTask", Assembly.withTask(), folder);
        Rolecall.Finished run = new Rolecall(folder).run("demo", "--json", "--assembly", assembly.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.outcomes()).isEqualTo("read read read read refused");
        assertThat(run.workload("ecs-role").path("error").path("explanation").path("summary").asString()).contains("s3:GetObject")
                .contains("lesson/welcome.txt");
    }
}
