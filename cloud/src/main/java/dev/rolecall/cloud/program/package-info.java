/** The programs that instances and tasks run here: what of a command line is understood. None is ever given to a shell. */
@NullMarked
package dev.rolecall.cloud.program;

import org.jspecify.annotations.NullMarked;
