/** The Resource Groups Tagging API: what in the account carries which tags. */
@NullMarked
package dev.rolecall.cloud.tagging;

import org.jspecify.annotations.NullMarked;
