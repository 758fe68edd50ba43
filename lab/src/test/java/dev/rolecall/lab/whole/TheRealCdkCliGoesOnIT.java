package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What people do with the pinned CDK CLI beside deploying: stop and go back, swap code while they work, look for drift, protect, prepare. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "npx is a script of another name there")
final class TheRealCdkCliGoesOnIT {
    @TempDir
    private Path folder;
    private TheRealCdkCli cli;

    @BeforeEach
    void up() throws IOException, InterruptedException {
        cli = new TheRealCdkCli(folder);
        cli.deploy("RolecallKeyless");
    }

    @AfterEach
    void down() throws IOException, InterruptedException {
        cli.down();
    }

    @Test
    void aDeploymentThatStopsIsTakenBackOrGoesOn() throws IOException, InterruptedException {
        cli.change(template -> {
            TheRealCdkCli.resources(template).set("Note", TheRealCdkCli.note("/note", "one"));
            TheRealCdkCli.resources(template).set("Broken", TheRealCdkCli.broken());
        });
        assertThat(cli.failingDeploy("RolecallKeyless", "--no-rollback")).contains("Broken", "must be prefaced by a vendor");
        assertThat(cli.statuses()).contains("RolecallKeyless UPDATE_FAILED");
        assertThat(note()).as("what succeeded stays").isEqualTo("one");
        cli.on("rollback", "RolecallKeyless");
        assertThat(cli.statuses()).contains("RolecallKeyless UPDATE_ROLLBACK_COMPLETE");
        assertThat(cli.failing("aws", "ssm", "get-parameter", "--name", "/note").err()).contains("ParameterNotFound");

        cli.failingDeploy("RolecallKeyless", "--no-rollback", "--method=direct");
        cli.change(template -> TheRealCdkCli.resources(template).remove("Broken"));
        assertThat(cli.deploy("RolecallKeyless", "--no-rollback")).contains("✅");
        assertThat(cli.statuses()).contains("RolecallKeyless UPDATE_COMPLETE");
        assertThat(note()).isEqualTo("one");
    }

    @Test
    void aHotswapIsDriftThatADeploymentReverts() throws IOException, InterruptedException {
        assertThat(cli.on("drift", "RolecallKeyless", "--fail")).contains("No drift detected");
        cli.change(template -> variables(template).put("EXTRA", "one"));
        assertThat(cli.deploy("RolecallKeyless", "--hotswap")).contains("hotswapped!");
        assertThat(cli.statuses()).contains("RolecallKeyless CREATE_COMPLETE");
        assertThat(cli.failingOn("drift", "RolecallKeyless", "--fail")).contains("/Environment/Variables/EXTRA",
                "1 resource has drifted from their expected configuration");

        cli.change(template -> variables(template).remove("EXTRA"));
        assertThat(cli.deploy("RolecallKeyless")).as("the template is what was deployed").contains("(no changes)");
        assertThat(cli.deploy("RolecallKeyless", "--revert-drift")).contains("✅").doesNotContain("(no changes)");
        assertThat(cli.on("drift", "RolecallKeyless", "--fail")).contains("No drift detected");
    }

    @Test
    void aStackIsProtectedAChangeIsPreparedForLaterAndWhatIsNotThereIsSaid() throws IOException, InterruptedException {
        cli.manifest("terminationProtection", true);
        assertThat(cli.deploy("RolecallKeyless", "--tags", "team=blue")).contains("✅");
        assertThat(cli.failingOn("destroy", "RolecallKeyless", "--force"))
                .contains("Stack [RolecallKeyless] cannot be deleted while TerminationProtection is enabled");

        cli.change(template -> TheRealCdkCli.resources(template).set("Note", TheRealCdkCli.note("/note", "one")));
        cli.manifest("terminationProtection", false);
        assertThat(cli.failingDeploy("RolecallKeyless", "--import-existing-resources"))
                .contains("This local cloud does not implement ImportExistingResources of CreateChangeSet.");
        assertThat(cli.failingDeploy("RolecallKeyless", "--express"))
                .contains("This local cloud does not implement Mode EXPRESS of DeploymentConfig.");
        assertThat(cli.deploy("RolecallKeyless", "--no-execute", "--change-set-name", "later")).contains("waiting in review");
        assertThat(cli.failing("aws", "ssm", "get-parameter", "--name", "/note").err()).contains("ParameterNotFound");
        assertThat(cli.deploy("RolecallKeyless", "--method=execute-change-set", "--change-set-name", "later")).contains("✅");
        assertThat(note()).isEqualTo("one");
    }

    private String note() throws IOException, InterruptedException {
        return cli.aws("ssm", "get-parameter", "--name", "/note", "--query", "Parameter.Value", "--output", "text").strip();
    }

    private static ObjectNode variables(ObjectNode template) {
        return (ObjectNode) TheRealCdkCli.properties(template, "Function6B").path("Environment").path("Variables");
    }
}
