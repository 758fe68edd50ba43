package dev.rolecall.lab.deploy;

/**
 * A resource that an emulator does not make, and what it said to it.
 *
 * @param logicalId in the template
 * @param type      {@code AWS::EC2::Instance}
 * @param words     the endpoint's own
 */
public record Omission(String logicalId, String type, String words) {}
