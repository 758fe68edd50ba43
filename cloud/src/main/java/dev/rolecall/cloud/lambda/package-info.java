/** Lambda: functions, and the execution environments in which they run, each a process of its own under AWS's runtime interface client. */
@NullMarked
package dev.rolecall.cloud.lambda;

import org.jspecify.annotations.NullMarked;
