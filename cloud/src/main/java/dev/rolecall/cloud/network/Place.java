package dev.rolecall.cloud.network;

import java.util.Optional;

/**
 * Where an instance or a task is.
 *
 * @param subnetId  empty for one that was launched without
 * @param privateIp its address
 */
public record Place(Optional<String> subnetId, String privateIp) {}
