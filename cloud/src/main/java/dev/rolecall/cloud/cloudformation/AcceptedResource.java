package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of resource of EC2 that is accepted because nothing here depends on what it does; creating it is still authorised, and it gets an id.
 *
 * @param kind     the resource type of EC2, as its ARN has it
 * @param answer   where the service's answer has its id; empty where it has none
 * @param prefix   what the id begins with
 * @param delete   the operation that deletes it, and the member that takes its id; empty where it goes with another
 * @param replacing the properties of which a change makes a new one
 * @param why      why it may be without effect here
 */
record AcceptedResource(String type, String create, String kind, List<String> answer, String prefix,
        Optional<Deletion> delete, Set<String> replacing, String why) {
    private static final String NO_NETWORK = "workloads are processes on loopback: there is no network to lay out";

    /** A rule is its own description: all of it but the words. */
    private static final String[] RULE = {"CidrIp", "CidrIpv6", "DestinationPrefixListId", "DestinationSecurityGroupId", "FromPort",
            "GroupId",
            "GroupName", "IpProtocol", "SourcePrefixListId", "SourceSecurityGroupId", "ToPort"};

    /** Not a resource of its own: it belongs to what it is made of. */
    boolean isAssociation() {
        return create.startsWith("Associate");
    }

    record Deletion(String operation, String member) {}

    /** The whole list. Whatever is not here and has no type of its own is refused. */
    static final List<AcceptedResource> ALL = List.of(
            network("VPC", "CreateVpc", "vpc", List.of("vpc", "vpcId"), "vpc-", "DeleteVpc", "VpcId", "CidrBlock"),
            network("Subnet", "CreateSubnet", "subnet", List.of("subnet", "subnetId"), "subnet-", "DeleteSubnet", "SubnetId",
                    "AvailabilityZone", "CidrBlock",
                    "VpcId"),
            network("RouteTable", "CreateRouteTable", "route-table", List.of("routeTable", "routeTableId"), "rtb-", "DeleteRouteTable",
                    "RouteTableId", "VpcId"),
            network("SubnetRouteTableAssociation", "AssociateRouteTable", "route-table", List.of("associationId"), "rtbassoc-",
                    "DisassociateRouteTable", "AssociationId", "SubnetId"),
            network("SecurityGroup", "CreateSecurityGroup", "security-group", List.of("groupId"), "sg-", "DeleteSecurityGroup", "GroupId",
                    "GroupDescription", "GroupName", "VpcId"),
            network("VPCEndpoint", "CreateVpcEndpoint", "vpc-endpoint", List.of("vpcEndpoint", "vpcEndpointId"), "vpce-",
                    "DeleteVpcEndpoints", "VpcEndpointId", "ServiceName", "VpcEndpointType", "VpcId"),
            network("DHCPOptions", "CreateDhcpOptions", "dhcp-options", List.of("dhcpOptions", "dhcpOptionsId"), "dopt-",
                    "DeleteDhcpOptions", "DhcpOptionsId", "DomainName", "DomainNameServers", "NtpServers", "NetbiosNameServers",
                    "NetbiosNodeType"),
            network("InternetGateway", "CreateInternetGateway", "internet-gateway", List.of("internetGateway", "internetGatewayId"), "igw-",
                    "DeleteInternetGateway", "InternetGatewayId"),
            part("VPCGatewayAttachment", "AttachInternetGateway", "internet-gateway", "igw-attach-", "InternetGatewayId", "VpcId"),
            part("Route", "CreateRoute", "route-table", "r-", "RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock",
                    "DestinationPrefixListId"),
            part("SecurityGroupEgress", "AuthorizeSecurityGroupEgress", "security-group", "sgr-", RULE),
            part("SecurityGroupIngress", "AuthorizeSecurityGroupIngress", "security-group", "sgr-", RULE),
            part("VPCDHCPOptionsAssociation", "AssociateDhcpOptions", "vpc", "dopt-assoc-", "VpcId"));

    private static AcceptedResource network(String name, String create, String kind, List<String> answer, String prefix, String delete,
            String member, String... replacing) {
        return new AcceptedResource("AWS::EC2::" + name, create, kind, answer, prefix, Optional.of(new Deletion(delete, member)),
                Set.of(replacing), NO_NETWORK);
    }

    private static AcceptedResource part(String name, String create, String kind, String prefix, String... replacing) {
        return new AcceptedResource("AWS::EC2::" + name, create, kind, List.of(), prefix, Optional.empty(), Set.of(replacing),
                NO_NETWORK);
    }
}
