/** AWS Organizations: whether the account belongs to one. */
@NullMarked
package dev.rolecall.cloud.organizations;

import org.jspecify.annotations.NullMarked;
