/** The EC2 API: launches instances, describes them, reads their console, and ends them. */
@NullMarked
package dev.rolecall.cloud.ec2;

import org.jspecify.annotations.NullMarked;
