package dev.rolecall.cloud.network;

import java.util.Set;

import dev.rolecall.iam.NamedPolicy;

/**
 * A gateway endpoint of a VPC.
 *
 * @param id          {@code vpce-…}
 * @param service     {@code s3}, the last part of the service's name
 * @param routeTables whose subnets reach the service through it
 * @param policy      what passes through it, whoever asks
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html">Gateway endpoints</a>
 */
public record GatewayEndpoint(String id, String vpcId, String service, Set<String> routeTables, NamedPolicy policy) {
    public GatewayEndpoint {
        routeTables = Set.copyOf(routeTables);
    }
}
