package dev.rolecall.cloud.ec2;

import java.util.Optional;

import dev.rolecall.cloud.metadata.InstanceProfile;

/** Looks up instance profiles, which IAM keeps. */
@FunctionalInterface
public interface InstanceProfiles {
    /** The profile with the role in it; empty where the account has no such profile or it holds no role. */
    Optional<InstanceProfile> find(String nameOrArn);
}
