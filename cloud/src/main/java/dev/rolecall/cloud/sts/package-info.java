/** STS: who am I, temporary credentials for roles, users and whom users vouch for, and why EC2 denied a call. */
@NullMarked
package dev.rolecall.cloud.sts;

import org.jspecify.annotations.NullMarked;
