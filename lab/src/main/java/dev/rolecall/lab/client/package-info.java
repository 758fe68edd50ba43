/** What a client of AWS's APIs in another shell is given, so that it reaches the target and nothing else. */
@NullMarked
package dev.rolecall.lab.client;

import org.jspecify.annotations.NullMarked;
