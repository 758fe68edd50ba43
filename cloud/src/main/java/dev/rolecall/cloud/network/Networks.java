package dev.rolecall.cloud.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * The subnets and gateway endpoints of the account, as far as a request's path depends on them: a subnet's route table leads to the
 * endpoint.
 */
public final class Networks {
    /** What AWS gives to an endpoint that is created without a policy. */
    private static final String FULL_ACCESS = """
            {"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}""";
    /** The first four addresses of a subnet are AWS's own. */
    private static final int FIRST_FREE_ADDRESS = 4;

    /** @param next the number of the address that is given next */
    private record Subnet(String vpcId, String cidr, int next) {
        Subnet afterAnAddress() {
            return new Subnet(vpcId, cidr, next + 1);
        }
    }

    private record Association(String subnetId, String routeTableId) {}

    private final ConcurrentMap<String, Subnet> subnets = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Association> associations = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, GatewayEndpoint> endpoints = new ConcurrentHashMap<>();

    public void keepIn(State state) {
        state.keep("network/subnets", subnets, Subnet.class);
        state.keep("network/associations", associations, Association.class);
        state.keep("network/endpoints", endpoints, GatewayEndpoint.class);
    }

    /**
     * Takes note of what EC2 created.
     *
     * @param operation {@code CreateSubnet}, {@code AssociateRouteTable} or {@code CreateVpcEndpoint}; others lead nowhere
     * @throws AwsException for an endpoint whose policy is not one
     */
    public void created(String operation, String id, Parameters parameters) {
        switch (operation) {
            case "CreateSubnet" -> subnets.put(id, new Subnet(parameters.required("VpcId"), parameters.optional("CidrBlock").orElse(""),
                    FIRST_FREE_ADDRESS));
            case "AssociateRouteTable" -> associations.put(id,
                    new Association(parameters.required("SubnetId"), parameters.required("RouteTableId")));
            case "CreateVpcEndpoint" -> endpoint(id, parameters);
            default -> {
            }
        }
    }

    /** Forgets what is gone. */
    public void deleted(String id) {
        subnets.remove(id);
        associations.remove(id);
        endpoints.remove(id);
    }

    public Optional<String> vpcOf(Place place) {
        return place.subnetId().map(subnets::get).map(Subnet::vpcId);
    }

    /** The way to a service; empty where no endpoint leads there, and a request counts as one from the internet. */
    public Optional<VpcPath> path(Place place, String service) {
        List<String> tables = associations.values().stream().filter(found -> place.subnetId().filter(found.subnetId()::equals).isPresent())
                .map(Association::routeTableId).toList();
        return endpoints.values().stream().filter(endpoint -> endpoint.service().equals(service))
                .filter(endpoint -> tables.stream().anyMatch(endpoint.routeTables()::contains)).findFirst()
                .map(endpoint -> new VpcPath(endpoint, place.privateIp()));
    }

    public Optional<GatewayEndpoint> endpoint(String id) {
        return Optional.ofNullable(endpoints.get(id));
    }

    /** An address of a subnet that no instance had yet; empty for a subnet that is not known. */
    public Optional<String> address(String subnetId) {
        return Optional.ofNullable(subnets.computeIfPresent(subnetId, (_, subnet) -> subnet.afterAnAddress()))
                .filter(subnet -> subnet.cidr().matches("(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}")).map(subnet -> {
                    String[] parts = subnet.cidr().split("[./]", -1);
                    int free = subnet.next() - 1;
                    int last = Integer.parseInt(parts[3]) + free;
                    return parts[0] + "." + parts[1] + "." + (Integer.parseInt(parts[2]) + last / 256) + "." + last % 256;
                });
    }

    private void endpoint(String id, Parameters parameters) {
        String service = parameters.required("ServiceName");
        if (!parameters.optional("VpcEndpointType").orElse("Gateway").equals("Gateway")) {
            return;
        }
        try {
            PolicyDocument policy = PolicyDocument.parse(parameters.optional("PolicyDocument").orElse(FULL_ACCESS), PolicyKind.RESOURCE);
            endpoints.put(id, new GatewayEndpoint(id, parameters.required("VpcId"), service.substring(service.lastIndexOf('.') + 1),
                    Set.copyOf(parameters.strings("RouteTableId")), new NamedPolicy("policy of " + id, policy)));
        } catch (MalformedPolicyException e) {
            throw new AwsException("InvalidPolicyDocument", 400, String.valueOf(e.getMessage()));
        }
    }
}
