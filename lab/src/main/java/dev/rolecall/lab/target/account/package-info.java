/** An account that somebody else runs, on AWS or behind another endpoint, as a target; with what is checked before anything is made in it. */
@NullMarked
package dev.rolecall.lab.target.account;

import org.jspecify.annotations.NullMarked;
