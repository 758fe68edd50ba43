/** STS: who am I, and temporary credentials by assuming a role. */
@NullMarked
package dev.rolecall.cloud.sts;

import org.jspecify.annotations.NullMarked;
