package dev.rolecall.cloud.identity;

import java.time.Instant;

/**
 * That a user has a password for the console.
 *
 * @param resetRequired whether it must be changed at the next sign-in
 */
public record LoginProfile(String userName, Instant created, boolean resetRequired) {}
