/** What is done, and looked at, to find out whether a claim holds: by AWS's APIs alone, on any target. */
@NullMarked
package dev.rolecall.lab.experiment;

import org.jspecify.annotations.NullMarked;
