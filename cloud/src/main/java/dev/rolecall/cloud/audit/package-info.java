/** What was asked, by whom, and how it was decided. */
@NullMarked
package dev.rolecall.cloud.audit;

import org.jspecify.annotations.NullMarked;
