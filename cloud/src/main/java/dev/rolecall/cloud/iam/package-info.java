/** IAM's own API: users, groups, roles, their policies, keys and instance profiles, reports about them, and the policy simulator. */
@NullMarked
package dev.rolecall.cloud.iam;

import org.jspecify.annotations.NullMarked;
