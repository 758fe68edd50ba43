/** Reads a cloud assembly, the folder that a CDK app synthesises, as values. */
@NullMarked
package dev.rolecall.lab.assembly;

import org.jspecify.annotations.NullMarked;
