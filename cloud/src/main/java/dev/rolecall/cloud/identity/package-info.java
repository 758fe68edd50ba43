/** Who exists in an account and what they hold: users, roles, instance profiles, policies, access keys, sessions. */
@NullMarked
package dev.rolecall.cloud.identity;

import org.jspecify.annotations.NullMarked;
