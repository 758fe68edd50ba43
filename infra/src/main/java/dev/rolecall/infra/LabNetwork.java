package dev.rolecall.infra;

import java.util.List;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** One subnet without a way out but the S3 gateway endpoint, whose policy lets three kinds of objects through. */
final class LabNetwork extends Construct {
    private final Vpc vpc;
    private final SecurityGroup securityGroup;

    /** What may be fetched through the endpoint. */
    record Props(LessonBucket bucket, Program program) {}

    LabNetwork(Construct scope, String id, Props props) {
        super(scope, id);
        // The default security group stays unused; emptying it would take a custom resource, which brings a function and a role of its own.
        vpc = Vpc.Builder.create(this, "Vpc").ipAddresses(IpAddresses.cidr("10.77.0.0/24")).maxAzs(1).natGateways(0)
                .restrictDefaultSecurityGroup(false).subnetConfiguration(List.of(
                        SubnetConfiguration.builder().name("isolated").subnetType(SubnetType.PRIVATE_ISOLATED).cidrMask(26).build()))
                .build();
        Suppressions.on(vpc, new Suppressions.Reason("AwsSolutions-VPC7",
                "Flow logs would leave a log group and a role behind for a subnet that has no route but the one to S3."));

        S3Endpoint endpoint = new S3Endpoint(vpc, props.bucket(), props.program());
        // AL2023's package repositories live in S3: https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
        endpoint.alsoLets("InstallPackages", "arn:" + Aws.PARTITION + ":s3:::al2023-repos-" + Aws.REGION + "-de612dc2/*");

        securityGroup = SecurityGroup.Builder.create(this, "NothingIn").vpc(vpc).allowAllOutbound(false)
                .description("Nothing comes in; HTTPS goes out as far as the routes lead, which is S3").build();
        // The prefix list of S3 has an id per region that only a look-up could tell; the subnet's one route says the same.
        securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS to the S3 gateway endpoint");
    }

    String subnetId() {
        return vpc.getIsolatedSubnets().get(0).getSubnetId();
    }

    String vpcId() {
        return vpc.getVpcId();
    }

    String securityGroupId() {
        return securityGroup.getSecurityGroupId();
    }

    /** Keeps the exports there, whether or not the stack that imports them is, so that it can come and go alone. */
    void export(KeylessStack stack) {
        stack.exportValue(vpcId());
        stack.exportValue(subnetId());
        stack.exportValue(securityGroupId());
    }
}
