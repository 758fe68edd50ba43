/** Plays a run against an emulator, and writes down what it asks: the calls for a dry run, the permissions that they need. */
@NullMarked
package dev.rolecall.lab.rehearsal;

import org.jspecify.annotations.NullMarked;
