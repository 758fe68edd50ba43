package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The container that hands one role to an EC2 instance. */
public record InstanceProfile(String name, String path, String arn, String id, Instant created, Optional<String> role,
        Map<String, String> tags) {

    public InstanceProfile holding(Optional<String> roleName) {
        return new InstanceProfile(name, path, arn, id, created, roleName, tags);
    }

    public InstanceProfile tagged(Map<String, String> changed) {
        return new InstanceProfile(name, path, arn, id, created, role, changed);
    }
}
