package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** On an emulator of somebody else's each claim gets the verdict that it deserves there: what it lacks is said, and what it does otherwise than AWS is disproved. */
final class ProvingOnAnotherEndpointIT {
    @TempDir
    private static Path folder;
    private static MiniStack ministack;
    private static Set<String> before = Set.of();
    private static Set<String> after = Set.of();
    private static Rolecall.Finished run = new Rolecall.Finished(-1, "", "");

    @BeforeAll
    static void prove() throws IOException, InterruptedException {
        ministack = MiniStack.start(Files.createDirectory(folder.resolve("ministack")));
        String secret = UUID.randomUUID().toString();
        EndpointInventory inventory = new EndpointInventory(ministack.endpoint(), "test", secret);
        before = inventory.look();
        run = new Rolecall(Files.createDirectory(folder.resolve("home"))).with(PlayedAws.nobody(folder)).with("AWS_ACCESS_KEY_ID", "test")
                .with("AWS_SECRET_ACCESS_KEY", secret).with("AWS_REGION", "us-east-1")
                .run("prove", "1", "2", "4", "7", "13", "22", "23", "47", "55", "--endpoint", ministack.endpoint().toString(), "--json");
        after = inventory.look();
    }

    @AfterAll
    static void end() {
        if (ministack != null) {
            ministack.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-role-gives-temporary-credentials", "a-stray-key-beats-the-role", "a-key-in-a-variable-is-readable"})
    void whatItDoesNotRunIsNotProvableThereAndSaidWhy(String id) {
        assertThat(verdict(id)).isEqualTo("not-provable-here");
        assertThat(run.claim(id).path("reason").asString()).matches("It needs .+ \\(.+\\): the .+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-temporary-key-needs-its-token", "a-profile-holds-one-role", "an-external-id-is-asked-for"})
    void whatItDoesAsAwsIsProvenThough(String id) {
        assertThat(verdict(id)).as(run.claim(id).toString()).isEqualTo("proven");
    }

    @Test
    void aThirdKeyThatItGivesDisprovesThatTwoAreTheMost() {
        assertThat(verdict("a-third-key-is-refused")).isEqualTo("disproved");
        assertThat(run.claim("a-third-key-is-refused").path("observed").asString()).isEqualTo("keys of the user: 2; one key more: created");
    }

    @Test
    void itsRootIsGivenARoleThatTrustsAServiceAlone() {
        JsonNode trust = run.claim("trust-decides-who-wears-a-role");
        assertThat(trust.path("verdict").asString()).as(trust.toString()).isEqualTo("disproved");
    }

    @Test
    void nothingIsBrokenAndNothingIsLeft() {
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.json().path("summary").path("broken").asInt()).as(run.out()).isZero();
        assertThat(run.json().path("cleanup").path("clean").asBoolean()).isTrue();
        assertThat(after).isEqualTo(before);
    }

    private static String verdict(String id) {
        return run.claim(id).path("verdict").asString();
    }
}
