/** Users and roles with all their policies, as the IAM of an account tells of them. */
@NullMarked
package dev.rolecall.lab.identity;

import org.jspecify.annotations.NullMarked;
