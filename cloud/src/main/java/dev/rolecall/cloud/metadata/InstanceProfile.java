package dev.rolecall.cloud.metadata;

/**
 * An instance profile with the role in it.
 *
 * @param arn     the profile's ARN
 * @param id      {@code AIPA…}
 * @param roleArn the one role that a profile can hold
 */
public record InstanceProfile(String arn, String id, String roleArn) {
    /** The role's name without its path, as the metadata service lists it. */
    public String roleName() {
        return roleArn.substring(roleArn.lastIndexOf('/') + 1);
    }
}
