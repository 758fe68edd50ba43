/** Signature Version 4, the verifying side: what was signed, and whether the signature is right. Pure values. */
@NullMarked
package dev.rolecall.cloud.sigv4;

import org.jspecify.annotations.NullMarked;
