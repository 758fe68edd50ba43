package dev.rolecall.lab.cleanup;

import java.util.Arrays;
import java.util.List;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** Stacks of the lab's names that are in whatever state but deleted. */
record RemainingStacks(CloudFormationClient cloudFormation, LabNames names, AwsCommand aws) implements Look {
    private static final List<StackStatus> THERE = Arrays.stream(StackStatus.values())
            .filter(status -> status != StackStatus.DELETE_COMPLETE && status != StackStatus.UNKNOWN_TO_SDK_VERSION).toList();

    @Override
    public String what() {
        return "stacks, by name";
    }

    @Override
    public List<Leftover> find() {
        return cloudFormation.listStacksPaginator(list -> list.stackStatusFilters(THERE)).stackSummaries().stream()
                .map(StackSummary::stackName).filter(names.stacks()::contains)
                .map(name -> new Leftover("stack", name, aws.of("cloudformation delete-stack --stack-name " + name))).toList();
    }
}
