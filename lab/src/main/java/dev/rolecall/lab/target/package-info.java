/** What the lab can be pointed at, and the AWS clients that reach it and nothing else. */
@NullMarked
package dev.rolecall.lab.target;

import org.jspecify.annotations.NullMarked;
