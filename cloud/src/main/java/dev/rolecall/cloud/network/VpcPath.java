package dev.rolecall.cloud.network;

/**
 * How a request left its VPC.
 *
 * @param sourceIp the private address of the sender
 */
public record VpcPath(GatewayEndpoint endpoint, String sourceIp) {}
