package dev.rolecall.cloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

import dev.rolecall.cloud.TestCloud;

/** The CDK CLI looks again after five seconds: what takes moments is done when it looks for the first time. */
final class QuickWorkIsDoneWhenItIsAnsweredTest {
    private static final String TEMPLATE = """
            {"Resources": {"Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/quick", "RetentionInDays": DAYS}}}}""";

    private static final TestCloud cloud = new TestCloud();
    private static final CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator());

    @AfterAll
    static void stop() {
        stacks.close();
        cloud.close();
    }

    @Test
    void aStackIsThereChangedAndGoneAtTheFirstLook() {
        stacks.createStack(request -> request.stackName("Quick").templateBody(template(1)));
        assertThat(status("Quick")).isEqualTo(StackStatus.CREATE_COMPLETE);

        stacks.updateStack(request -> request.stackName("Quick").templateBody(template(3)));
        assertThat(status("Quick")).isEqualTo(StackStatus.UPDATE_COMPLETE);

        stacks.deleteStack(request -> request.stackName("Quick"));
        assertThatThrownBy(() -> status("Quick")).hasMessageContaining("does not exist");
    }

    @Test
    void soIsOneThatAChangeSetMakes() {
        String id = stacks.createChangeSet(request -> request.stackName("Prepared").changeSetName("first")
                .changeSetType(ChangeSetType.CREATE).templateBody(template(1).replace("/quick", "/prepared"))).id();
        stacks.executeChangeSet(request -> request.changeSetName(id));
        assertThat(status("Prepared")).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    private static String template(int days) {
        return TEMPLATE.replace("DAYS", String.valueOf(days));
    }

    private static StackStatus status(String name) {
        return stacks.describeStacks(request -> request.stackName(name)).stacks().getFirst().stackStatus();
    }
}
