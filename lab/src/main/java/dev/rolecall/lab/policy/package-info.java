/** What policies say: cases are run, and single requests are explained. */
@NullMarked
package dev.rolecall.lab.policy;

import org.jspecify.annotations.NullMarked;
