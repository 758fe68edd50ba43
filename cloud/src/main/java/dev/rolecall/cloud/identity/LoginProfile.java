package dev.rolecall.cloud.identity;

import java.time.Instant;

/**
 * That a user has a password for the console.
 *
 * @param changed       when the password was last set
 * @param resetRequired whether it must be changed at the next sign-in
 */
public record LoginProfile(String userName, Instant created, Instant changed, boolean resetRequired) {

    /** The same after its user was renamed. */
    public LoginProfile ownedBy(String renamed) {
        return new LoginProfile(renamed, created, changed, resetRequired);
    }
}
