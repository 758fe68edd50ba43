/** Puts claims to the proof, and writes down what came of it. */
@NullMarked
package dev.rolecall.lab.ledger;

import org.jspecify.annotations.NullMarked;
