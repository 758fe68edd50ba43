/** Takes a lab away, and proves by looking that nothing of it is left; it needs no state but the names. */
@NullMarked
package dev.rolecall.lab.cleanup;

import org.jspecify.annotations.NullMarked;
