/** The configuration of a role in one file: as a running cloud has it, or as the templates of a cloud assembly will make it. */
@NullMarked
package dev.rolecall.lab.role;

import org.jspecify.annotations.NullMarked;
