/** CloudWatch Logs: groups, without what is logged to them. */
@NullMarked
package dev.rolecall.cloud.logs;

import org.jspecify.annotations.NullMarked;
