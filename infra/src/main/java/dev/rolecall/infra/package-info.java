/** The CDK app: the keyless stack, the task on ECS and the deliberately insecure stack on top of it, and the guard rails that stand around them. */
@NullMarked
package dev.rolecall.infra;

import org.jspecify.annotations.NullMarked;
