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

/** The pinned CDK CLI, unpatched, against {@code rolecall up}, with nothing but the environment of {@code rolecall run}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "npx is a script of another name there")
final class TheRealCdkCliDeploysIT {
    @TempDir
    private Path folder;
    private TheRealCdkCli cli;

    @BeforeEach
    void up() throws IOException, InterruptedException {
        cli = new TheRealCdkCli(folder);
    }

    @AfterEach
    void down() throws IOException, InterruptedException {
        cli.down();
    }

    @Test
    void bothStacksAreDeployedChangedComparedAndDestroyed() throws IOException, InterruptedException {
        assertThat(cli.cdk("bootstrap", "aws://" + Assembly.LOCAL_ACCOUNT + "/us-east-1")).contains("bootstrapped (no changes)");
        assertThat(cli.deploy("--all")).contains("RolecallKeyless", "RolecallAccessKey", "✅");
        assertThat(cli.statuses()).containsExactlyInAnyOrder("CDKToolkit CREATE_COMPLETE", "RolecallKeyless CREATE_COMPLETE",
                "RolecallAccessKey CREATE_COMPLETE");
        assertThat(cli.on("diff", "RolecallKeyless")).contains("There were no differences");
        assertThat(cli.deploy("RolecallKeyless")).contains("(no changes)");

        String role = cli.output("FunctionRoleName");
        cli.change(template -> {
            TheRealCdkCli.policies(template, "FunctionRole").addObject().put("PolicyName", "More").set("PolicyDocument",
                    TheRealCdkCli.allow("s3:ListAllMyBuckets"));
            TheRealCdkCli.resources(template).set("Note", TheRealCdkCli.note("/note", "one"));
        });
        assertThat(cli.on("diff", "RolecallKeyless")).contains("s3:ListAllMyBuckets", "AWS::SSM::Parameter Note");
        assertThat(cli.deploy("RolecallKeyless")).contains("✅");
        assertThat(cli.statuses()).contains("RolecallKeyless UPDATE_COMPLETE");
        assertThat(cli.output("FunctionRoleName")).as("changed in place").isEqualTo(role);
        assertThat(cli.aws("iam", "list-role-policies", "--role-name", role, "--query", "PolicyNames", "--output", "text"))
                .contains("More");

        cli.change(template -> TheRealCdkCli.resources(template).set("Note", TheRealCdkCli.note("/another", "two")));
        assertThat(cli.deploy("RolecallKeyless", "--method=direct")).contains("requires the creation of a new physical resource");
        assertThat(cli.aws("ssm", "get-parameter", "--name", "/another", "--query", "Parameter.Value", "--output", "text").strip())
                .isEqualTo("two");
        assertThat(cli.failing("aws", "ssm", "get-parameter", "--name", "/note").err()).contains("ParameterNotFound");

        assertThat(cli.on("destroy", "--all", "--force")).contains("destroyed");
        assertThat(cli.statuses()).containsExactly("CDKToolkit CREATE_COMPLETE");
    }

    @Test
    void aDeploymentThatFailsIsRolledBackWithTheReason() throws IOException, InterruptedException {
        cli.deploy("RolecallKeyless");
        cli.change(template -> {
            TheRealCdkCli.resources(template).set("Note", TheRealCdkCli.note("/note", "one"));
            TheRealCdkCli.resources(template).set("Broken", TheRealCdkCli.broken());
        });

        assertThat(cli.failingDeploy("RolecallKeyless")).contains("Broken", "must be prefaced by a vendor");
        assertThat(cli.statuses()).contains("RolecallKeyless UPDATE_ROLLBACK_COMPLETE");
        assertThat(cli.failing("aws", "ssm", "get-parameter", "--name", "/note").err()).contains("ParameterNotFound");
    }

    @Test
    void theRolesOfTheBootstrapAreAssumedAndMayDoNoMoreThanOnAws() throws IOException, InterruptedException {
        cli.deploy("RolecallKeyless");
        String events = cli.aws("cloudtrail", "lookup-events", "--lookup-attributes", "AttributeKey=EventName,AttributeValue=AssumeRole",
                "--query", "Events[].CloudTrailEvent", "--output", "text");
        assertThat(events).contains("cdk-hnb659fds-deploy-role", "cdk-hnb659fds-file-publishing-role");
        assertThat(cli.aws("iam", "simulate-principal-policy", "--policy-source-arn",
                "arn:aws:iam::" + Assembly.LOCAL_ACCOUNT + ":role/cdk-hnb659fds-deploy-role-" + Assembly.LOCAL_ACCOUNT + "-us-east-1",
                "--action-names", "cloudformation:CreateStack", "iam:CreateUser", "--query", "EvaluationResults[].EvalDecision", "--output",
                "text").split("\\s+")).containsExactly("allowed", "implicitDeny");
    }
}
