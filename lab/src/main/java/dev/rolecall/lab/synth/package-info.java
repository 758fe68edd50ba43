/** Runs the CDK app in a process of its own and yields a cloud assembly. */
@NullMarked
package dev.rolecall.lab.synth;

import org.jspecify.annotations.NullMarked;
