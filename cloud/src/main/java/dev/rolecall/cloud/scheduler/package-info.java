/** EventBridge Scheduler: calls that are made once, at a time, as a role. */
@NullMarked
package dev.rolecall.cloud.scheduler;

import org.jspecify.annotations.NullMarked;
