package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Resources that have no effect here, with the ids and attributes that templates ask them for. */
final class AcceptedResources {
    private AcceptedResources() {}

    static List<ResourceType> types() {
        return AcceptedResource.ALL.stream()
                .map(accepted -> new ResourceType(accepted.type(), Set.of(), creation -> create(creation, accepted))
                        .changing(accepted.replacing(), _ -> {}))
                .toList();
    }

    private static void create(Creation creation, AcceptedResource accepted) {
        String id = network(creation, accepted);
        creation.created(id, calls -> accepted.delete().ifPresent(delete -> {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            if (delete.operation().equals("DeleteVpcEndpoints")) {
                input.putArray(delete.member()).add(id);
            } else {
                input.put(delete.member(), id);
            }
            calls.call(AcceptedOperations.SERVICE, delete.operation(), input);
        }));
        attributes(creation, id);
    }

    private static String network(Creation creation, AcceptedResource accepted) {
        ObjectNode input = creation.input("AvailabilityZone", "CidrBlock", "DestinationCidrBlock", "DhcpOptionsId", "GatewayId",
                "GroupDescription", "GroupId", "GroupName", "InstanceTenancy", "InternetGatewayId", "RouteTableId", "ServiceName",
                "SubnetId", "VpcEndpointType", "VpcId");
        if (accepted.create().equals("CreateVpcEndpoint")) {
            endpoint(creation, input);
        }
        if (!accepted.answer().isEmpty() && !accepted.isAssociation()) {
            input.putArray("TagSpecification").addObject().put("ResourceType", accepted.kind()).set("Tag", creation.tags());
        }
        JsonNode answer = creation.call(AcceptedOperations.SERVICE, accepted.create(), input);
        for (String member : accepted.answer()) {
            answer = answer.path(member);
        }
        return accepted.answer().isEmpty() ? AcceptedOperations.id(accepted.prefix()) : answer.asString();
    }

    /** What decides about its requests: whose routes lead to it, and its policy. */
    private static void endpoint(Creation creation, ObjectNode input) {
        JsonNode tables = creation.properties().node().path("RouteTableIds");
        if (tables.isArray()) {
            input.set("RouteTableId", tables);
        }
        JsonNode policy = creation.properties().node().path("PolicyDocument");
        if (!policy.isMissingNode()) {
            input.put("PolicyDocument", Creation.document(policy));
        }
    }

    private static void attributes(Creation creation, String id) {
        switch (creation.type()) {
            case "AWS::EC2::VPC" -> {
                creation.attribute("VpcId", id);
                creation.attribute("CidrBlock", creation.properties().required("CidrBlock"));
                creation.attribute("DefaultSecurityGroup", AcceptedOperations.id("sg-"));
                creation.attribute("DefaultNetworkAcl", AcceptedOperations.id("acl-"));
                creation.attribute("CidrBlockAssociations",
                        JsonNodeFactory.instance.arrayNode().add(AcceptedOperations.id("vpc-cidr-assoc-")));
                creation.attribute("Ipv6CidrBlocks", JsonNodeFactory.instance.arrayNode());
            }
            case "AWS::EC2::Subnet" -> {
                creation.attribute("SubnetId", id);
                creation.attribute("VpcId", creation.properties().required("VpcId"));
                creation.attribute("CidrBlock", creation.properties().optional("CidrBlock").orElse(""));
                creation.attribute("AvailabilityZone", creation.properties().optional("AvailabilityZone").orElse(creation.region() + "a"));
                creation.attribute("NetworkAclAssociationId", AcceptedOperations.id("aclassoc-"));
                creation.attribute("Ipv6CidrBlocks", JsonNodeFactory.instance.arrayNode());
            }
            case "AWS::EC2::SecurityGroup" -> {
                creation.attribute("GroupId", id);
                creation.properties().optional("VpcId").ifPresent(vpc -> creation.attribute("VpcId", vpc));
            }
            case "AWS::EC2::RouteTable" -> creation.attribute("RouteTableId", id);
            case "AWS::EC2::InternetGateway" -> creation.attribute("InternetGatewayId", id);
            case "AWS::EC2::VPCGatewayAttachment" -> creation.attribute("AttachmentType", "IGW");
            case "AWS::EC2::Route" -> creation.attribute("CidrBlock", creation.properties().optional("DestinationCidrBlock").orElse(""));
            default -> creation.attribute("Id", id);
        }
    }
}
