package dev.rolecall.lab.cleanup;

import java.util.List;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Instances cost money as long as they are not terminated; one that is stays visible for about an hour. */
record Instances(Ec2Client ec2, LabNames names, AwsCommand aws) implements Look {

    @Override
    public String what() {
        return "instances, by tag";
    }

    @Override
    public List<Leftover> find() {
        Filter ours = Filter.builder().name("tag:" + LabNames.TAG).values(names.lab()).build();
        return ec2.describeInstancesPaginator(describe -> describe.filters(ours)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED).map(Instance::instanceId)
                .map(id -> new Leftover("instance", id, aws.of("ec2 terminate-instances --instance-ids " + id))).toList();
    }
}
