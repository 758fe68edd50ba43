/** IAM's own API: users, roles, their policies, keys and instance profiles. */
@NullMarked
package dev.rolecall.cloud.iam;

import org.jspecify.annotations.NullMarked;
