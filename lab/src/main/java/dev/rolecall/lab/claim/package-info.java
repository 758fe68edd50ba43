/** What the lesson says, sentence by sentence, each with what shows it. */
@NullMarked
package dev.rolecall.lab.claim;

import org.jspecify.annotations.NullMarked;
