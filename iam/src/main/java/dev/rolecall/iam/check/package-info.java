/** Finds what is wrong with policies and with the configuration of roles: what IAM would refuse, and what it would take and should not be. */
@NullMarked
package dev.rolecall.iam.check;

import org.jspecify.annotations.NullMarked;
