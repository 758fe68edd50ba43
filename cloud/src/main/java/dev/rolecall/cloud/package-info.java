/** The local cloud: AWS's wire protocols on loopback, with IAM really enforced. */
@NullMarked
package dev.rolecall.cloud;

import org.jspecify.annotations.NullMarked;
