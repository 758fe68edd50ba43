/** The command line: commands, their options, and what a person or a script sees of them. */
@NullMarked
package dev.rolecall.lab.cli;

import org.jspecify.annotations.NullMarked;
