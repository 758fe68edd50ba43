package dev.rolecall.lab.whole;

import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

import dev.rolecall.lab.target.AwsClients;

/** What there is in an account, as its own APIs list it: a line each. The assets in the bootstrap's bucket stay, as the CDK leaves them. */
public final class Inventory {
    private Inventory() {}

    public static List<String> of(AwsClients clients) {
        return Stream.of(
                clients.iam().listUsersPaginator().users().stream().map(user -> "user " + user.userName()),
                clients.iam().listRolesPaginator().roles().stream().map(role -> "role " + role.roleName()),
                clients.iam().listInstanceProfilesPaginator().instanceProfiles().stream()
                        .map(profile -> "profile " + profile.instanceProfileName()),
                clients.iam().listPoliciesPaginator(list -> list.scope(PolicyScopeType.LOCAL)).policies().stream()
                        .map(policy -> "policy " + policy.policyName()),
                clients.ec2().describeInstancesPaginator().reservations().stream().flatMap(reservation -> reservation.instances().stream())
                        .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                        .map(instance -> "instance " + instance.instanceId()),
                clients.lambda().listFunctionsPaginator().functions().stream().map(function -> "function " + function.functionName()),
                clients.s3().listBuckets().buckets().stream().map(bucket -> "bucket " + bucket.name()),
                clients.scheduler().listScheduleGroupsPaginator(_ -> {}).scheduleGroups().stream()
                        .map(group -> "schedule group " + group.name()),
                clients.scheduler().listSchedulesPaginator(_ -> {}).schedules().stream().map(schedule -> "schedule " + schedule.name()),
                clients.logs().describeLogGroupsPaginator(_ -> {}).logGroups().stream().map(group -> "log group " + group.logGroupName()),
                clients.cloudFormation().listStacksPaginator().stackSummaries().stream()
                        .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE).map(stack -> "stack " + stack.stackName()),
                clients.tagging().getResourcesPaginator().resourceTagMappingList().stream()
                        .map(tagged -> "tagged " + tagged.resourceARN()).filter(line -> !line.contains(":instance/")))
                .flatMap(lines -> lines).sorted().toList();
    }
}
