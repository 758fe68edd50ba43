/** Tells what a check of policies found: for people, for scripts, for code scanning. */
@NullMarked
package dev.rolecall.lab.check;

import org.jspecify.annotations.NullMarked;
