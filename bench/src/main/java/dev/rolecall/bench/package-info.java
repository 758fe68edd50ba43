/** Whole-command benchmarks, outside the default build: ratios measured side by side, and peak memory. */
@NullMarked
package dev.rolecall.bench;

import org.jspecify.annotations.NullMarked;
