/** The local cloud as a server of its own: up in the foreground or in the background, found by later commands, taken down. */
@NullMarked
package dev.rolecall.lab.up;

import org.jspecify.annotations.NullMarked;
