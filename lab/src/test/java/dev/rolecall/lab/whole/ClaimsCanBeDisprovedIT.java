package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A lesson of which something is not as it says: the claim about that is not proven, whatever else is. */
final class ClaimsCanBeDisprovedIT {
    @TempDir
    private Path folder;

    @Test
    void whereTheRoleMayNotReadNoCopyShowsAnything() throws IOException, InterruptedException {
        Path assembly = Assembly.without("ReadLesson", "InstanceRole", "RolecallKeyless", folder);
        Rolecall.Finished run = prove(assembly, "a-stray-key-beats-the-role", "a-dead-endpoint-leads-to-the-node",
                "a-missing-token-leads-to-the-node", "the-container-provider-asks-nobody-else");

        JsonNode strayKey = run.claim("a-stray-key-beats-the-role");
        assertThat(strayKey.path("verdict").asString()).isEqualTo("broken");
        assertThat(strayKey.path("reason").asString())
                .contains("without a key: refused AccessDenied with InstanceProfileCredentialsProvider");
        for (String id : new String[]{"a-dead-endpoint-leads-to-the-node", "a-missing-token-leads-to-the-node"}) {
            assertThat(run.claim(id).path("verdict").asString()).isEqualTo("disproved");
            assertThat(run.claim(id).path("observed").asString())
                    .contains("refused AccessDenied with InstanceProfileCredentialsProvider, ");
        }
        assertThat(run.claim("the-container-provider-asks-nobody-else").path("verdict").asString()).isEqualTo("proven");
    }

    @Test
    void aRoleThatTrustsTheAccountTooIsGivenToAnAdministrator() throws IOException, InterruptedException {
        Path assembly = Assembly.changed(folder, "RolecallKeyless", ClaimsCanBeDisprovedIT::trustTheAccount);
        Rolecall.Finished run = prove(assembly, "trust-decides-who-wears-a-role", "a-stray-key-beats-the-role");

        JsonNode trust = run.claim("trust-decides-who-wears-a-role");
        assertThat(trust.path("verdict").asString()).as(trust.toString()).isEqualTo("disproved");
        assertThat(trust.path("observed").asString()).endsWith(
                "the same when it trusts EC2 alone: refused AccessDenied; the lesson's, which trusts EC2 alone: given");
        assertThat(run.claim("a-stray-key-beats-the-role").path("verdict").asString()).isEqualTo("proven");
    }

    @Test
    void aTaskWithAKeyInItsDefinitionIsNotSaidToHoldNoSecret() throws IOException, InterruptedException {
        Path assembly = Assembly.changed(Assembly.withTask(), folder, "RolecallTask", ClaimsCanBeDisprovedIT::putAKeyIntoTheDefinition);
        Rolecall.Finished run = prove(assembly, "a-task-has-an-endpoint-of-its-own");

        JsonNode task = run.claim("a-task-has-an-endpoint-of-its-own");
        assertThat(task.path("verdict").asString()).as(task.toString()).isEqualTo("disproved");
        assertThat(task.path("observed").asString()).startsWith("the task: read with ContainerCredentialsProvider; ")
                .endsWith("keys among the variables of its definition: AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void withoutATaskNothingIsSaidOfTasks() throws IOException, InterruptedException {
        Rolecall.Finished run = new Rolecall(folder).run("prove", "a-task-has-an-endpoint-of-its-own", "4", "--json", "--assembly",
                Assembly.original().toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.claim("a-task-has-an-endpoint-of-its-own").path("verdict").asString()).isEqualTo("not-provable-here");
        assertThat(run.claim("a-task-has-an-endpoint-of-its-own").path("reason").asString()).contains("without ecs-role");
        assertThat(run.claim("a-third-key-is-refused").path("verdict").asString()).isEqualTo("proven");
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        Rolecall rolecall = new Rolecall(folder);
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    private Rolecall.Finished prove(Path assembly, String... claims) throws IOException, InterruptedException {
        String[] arguments = Stream
                .concat(Stream.of("prove", "--json", "--assembly", assembly.toString()), Arrays.stream(claims))
                .toArray(String[]::new);
        Rolecall.Finished run = new Rolecall(folder).run(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        return run;
    }

    private static void putAKeyIntoTheDefinition(ObjectNode template) {
        JsonNode definition = template.path("Resources").valueStream()
                .filter(resource -> resource.path("Type").asString().equals("AWS::ECS::TaskDefinition")).findFirst().orElseThrow();
        ((ObjectNode) definition.path("Properties").path("ContainerDefinitions").path(0)).withArray("Environment").addObject()
                .put("Name", "AWS_SECRET_ACCESS_KEY").put("Value", "never-used");
    }

    private static void trustTheAccount(ObjectNode template) {
        JsonNode role = template.path("Resources").propertyStream().filter(entry -> entry.getKey().startsWith("InstanceRole"))
                .findFirst().orElseThrow().getValue();
        ((ObjectNode) role.path("Properties").path("AssumeRolePolicyDocument").path("Statement").path(0).path("Principal")).put("AWS",
                Assembly.LOCAL_ACCOUNT);
    }
}
