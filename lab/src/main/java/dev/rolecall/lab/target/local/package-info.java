/** The local cloud of this repository, as a target. */
@NullMarked
package dev.rolecall.lab.target.local;

import org.jspecify.annotations.NullMarked;
