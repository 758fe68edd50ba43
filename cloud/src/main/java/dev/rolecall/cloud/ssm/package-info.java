/** SSM's parameter store, as far as templates and the CDK ask it. */
@NullMarked
package dev.rolecall.cloud.ssm;

import org.jspecify.annotations.NullMarked;
