/** Puts reports of demonstrations side by side: what was seen where, without what differs from run to run. */
@NullMarked
package dev.rolecall.lab.compare;

import org.jspecify.annotations.NullMarked;
