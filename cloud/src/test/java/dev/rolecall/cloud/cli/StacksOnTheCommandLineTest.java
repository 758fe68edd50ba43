package dev.rolecall.cloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.TestCloud;

/** A learner's session with {@code aws cloudformation}, and with {@code aws scheduler} and others beside it. */
final class StacksOnTheCommandLineTest {
    private static final String TEMPLATE = """
            Parameters:
              Text: {Type: String, Default: one}
            Resources:
              Kept:
                Type: AWS::SSM::Parameter
                Properties: {Type: String, Name: /stack/text, Value: !Ref Text}
              Reader:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: "2012-10-17"
                    Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ec2.amazonaws.com}}]
            Outputs:
              Role: {Value: !GetAtt Reader.Arn}
            """;

    @TempDir
    private static Path home;
    private static final TestCloud cloud = new TestCloud();
    private static AwsCli aws;

    @BeforeAll
    static void find() {
        aws = AwsCli.of(cloud, home);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aTemplateIsDeployedChangedAndDeleted() throws IOException {
        Files.writeString(home.resolve("template.yaml"), TEMPLATE);
        assertThat(aws.json("cloudformation validate-template --template-body file://template.yaml").at("/Parameters/0/ParameterKey")
                .asString()).isEqualTo("Text");
        String deploy = "cloudformation deploy --no-fail-on-empty-changeset --stack-name lesson --template-file template.yaml";
        assertThat(aws.refused(deploy)).contains("(InsufficientCapabilitiesException)");
        assertThat(aws.run(deploy + " --capabilities CAPABILITY_IAM")).contains("Successfully created/updated stack - lesson");
        assertThat(aws.text("Stacks[].Outputs[].OutputValue", "cloudformation describe-stacks --stack-name lesson"))
                .startsWith("arn:aws:iam::" + TestCloud.ACCOUNT + ":role/lesson-Reader-");
        assertThat(aws.run(deploy + " --capabilities CAPABILITY_IAM")).contains("No changes to deploy. Stack lesson is up to date");
        assertThat(aws.json("cloudformation describe-stack-events --stack-name lesson --max-items 2").path("StackEvents")).hasSize(2);
        assertThat(aws.text("StackResourceSummaries[].LogicalResourceId", "cloudformation list-stack-resources --stack-name lesson")
                .split("\\s+")).containsExactlyInAnyOrder("Kept", "Reader");
        assertThat(aws.run("cloudformation get-template --stack-name lesson")).contains("!GetAtt Reader.Arn");

        aws.run(deploy + " --capabilities CAPABILITY_IAM --parameter-overrides Text=two --tags team=blue");
        assertThat(aws.text("Parameter.Value", "ssm get-parameter --name /stack/text")).isEqualTo("two");
        assertThat(aws.text("Stacks[].StackStatus", "cloudformation describe-stacks --stack-name lesson")).isEqualTo("UPDATE_COMPLETE");
        JsonNode events = aws.json("cloudformation describe-stack-events --stack-name lesson").path("StackEvents");
        assertThat(events.valueStream().map(event -> event.path("LogicalResourceId").asString() + " "
                + event.path("ResourceStatus").asString())).contains("Reader CREATE_COMPLETE", "Kept UPDATE_COMPLETE",
                        "lesson UPDATE_COMPLETE");
        assertThat(aws.text("StackSummaries[].StackName", "cloudformation list-stacks --stack-status-filter UPDATE_COMPLETE"))
                .isEqualTo("lesson");

        aws.run("cloudformation delete-stack --stack-name lesson");
        aws.run("cloudformation wait stack-delete-complete --stack-name lesson");
        assertThat(aws.refused("cloudformation describe-stacks --stack-name lesson")).contains("(ValidationError)",
                "Stack with id lesson does not exist");
        assertThat(aws.refused("ssm get-parameter --name /stack/text")).contains("(ParameterNotFound)");
    }

    @Test
    void aScheduleIsMovedAndSwitchedOff() {
        String role = aws.text("Role.Arn", "iam create-role --role-name Clock --assume-role-policy-document", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "scheduler.amazonaws.com"}}]}""");
        String target = "{\"Arn\": \"arn:aws:scheduler:::aws-sdk:iam:deleteUser\", \"RoleArn\": \"" + role
                + "\", \"Input\": \"{\\\"UserName\\\": \\\"u\\\"}\"}";
        String schedule = "--name end --flexible-time-window Mode=OFF --schedule-expression ";
        aws.run("scheduler create-schedule --description later " + schedule + "at(2040-01-01T00:00:00) --target", target);
        assertThat(aws.refused("scheduler create-schedule " + schedule + "at(2040-01-01T00:00:00) --target", target))
                .contains("(ConflictException)");
        aws.run("scheduler update-schedule --state DISABLED " + schedule + "at(2041-01-01T00:00:00) --target", target);
        JsonNode changed = aws.json("scheduler get-schedule --name end");
        assertThat(changed.path("ScheduleExpression").asString()).isEqualTo("at(2041-01-01T00:00:00)");
        assertThat(changed.path("State").asString()).isEqualTo("DISABLED");
        assertThat(changed.path("Description").isMissingNode()).as("what is left out goes back to its default").isTrue();
        aws.run("scheduler delete-schedule --name end");
        assertThat(aws.refused("scheduler update-schedule " + schedule + "at(2041-01-01T00:00:00) --target", target))
                .contains("(ResourceNotFoundException)");
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThat(aws.refused("cloudformation list-types")).contains("This local cloud does not implement cloudformation:ListTypes");
        assertThat(aws.refused("scheduler untag-resource --tag-keys a --resource-arn",
                "arn:aws:scheduler:us-east-1:" + TestCloud.ACCOUNT + ":schedule-group/default"))
                .contains("This local cloud does not implement scheduler:UntagResource");
        assertThat(aws.refused("ecr list-images --repository-name some")).contains("This local cloud does not implement ecr:ListImages");
        assertThat(aws.refused("organizations list-roots")).contains("This local cloud does not implement organizations:ListRoots");
        assertThat(aws.refused("resourcegroupstaggingapi get-tag-keys")).contains("This local cloud does not implement tagging:GetTagKeys");
        assertThat(aws.refused("dynamodb list-tables")).contains("This local cloud does not implement dynamodb");
    }
}
