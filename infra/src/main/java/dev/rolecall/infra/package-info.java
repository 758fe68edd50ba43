/** The CDK app: the keyless stack, the deliberately insecure stack on top of it, and the guard rails that stand around both. */
@NullMarked
package dev.rolecall.infra;

import org.jspecify.annotations.NullMarked;
