/** Sessions of somebody who types AWS's own command. */
@NullMarked
package dev.rolecall.cloud.cli;

import org.jspecify.annotations.NullMarked;
