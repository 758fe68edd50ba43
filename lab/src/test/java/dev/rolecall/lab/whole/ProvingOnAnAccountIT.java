package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same experiments on an account that lives on: by its APIs alone, and nothing of them is left in it. */
final class ProvingOnAnAccountIT {
    private final PlayedAws aws = new PlayedAws();

    @TempDir
    private Path folder;
    private List<String> before = List.of();

    @BeforeEach
    void look() {
        before = Inventory.of(aws.clients());
    }

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    void theyAreProvenAndTakenAway() throws IOException, InterruptedException {
        Rolecall.Finished run = new Rolecall(folder).with(PlayedAws.environment(aws.administrator(), folder))
                .run(aws.arguments("prove", "--json", "--assembly", Assembly.withTask().toString()));

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.json().path("summary").path("proven").asInt()).isGreaterThan(10);
        assertThat(run.json().path("claims")).allSatisfy(claim -> assertThat(claim.path("shown").asString()).isEqualTo("endpoint"));
        assertThat(run.json().path("cleanup").path("clean").asBoolean()).isTrue();
        assertThat(Inventory.of(aws.clients())).isEqualTo(before);
        assertThat(run.err()).contains("The experiments run further instances like the lesson's");
    }
}
