package dev.rolecall.infra;

import java.util.List;

import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * One subnet with a way to the internet, because the task's images come from a public registry; see docs/decisions/0012. Requests to S3 leave it through a
 * gateway endpoint all the same.
 */
final class TaskNetwork extends Construct {
    private final Vpc vpc;
    private final SecurityGroup securityGroup;

    /** What may be fetched through the endpoint. */
    record Props(LessonBucket bucket, Program program) {}

    TaskNetwork(Construct scope, String id, Props props) {
        super(scope, id);
        // Whoever runs the task asks for its public address: nothing else that starts here is to get one.
        vpc = Vpc.Builder.create(this, "Vpc").ipAddresses(IpAddresses.cidr("10.78.0.0/24")).maxAzs(1).natGateways(0)
                .restrictDefaultSecurityGroup(false).subnetConfiguration(List.of(SubnetConfiguration.builder().name("public")
                        .subnetType(SubnetType.PUBLIC).mapPublicIpOnLaunch(false).cidrMask(26).build()))
                .build();
        Suppressions.on(vpc, new Suppressions.Reason("AwsSolutions-VPC7",
                "Flow logs would leave a log group and a role behind for a task that is there for a minute and takes no connection."));
        new S3Endpoint(vpc, props.bucket(), props.program());
        securityGroup = SecurityGroup.Builder.create(this, "NothingIn").vpc(vpc).allowAllOutbound(false)
                .description("Nothing comes in; HTTPS goes out").build();
        // The registry, its content delivery network and CloudWatch Logs have no addresses that could be written down.
        securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS to the public registry, S3 and CloudWatch Logs");
    }

    String subnetId() {
        return vpc.getPublicSubnets().get(0).getSubnetId();
    }

    String securityGroupId() {
        return securityGroup.getSecurityGroupId();
    }
}
