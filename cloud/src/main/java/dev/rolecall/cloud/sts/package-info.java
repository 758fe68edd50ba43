/** STS: who am I, and temporary credentials for roles, users and whom users vouch for. */
@NullMarked
package dev.rolecall.cloud.sts;

import org.jspecify.annotations.NullMarked;
