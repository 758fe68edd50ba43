/** The processes that workloads run in: how they are started, what they inherit (nothing), and how every one of them is stopped. */
@NullMarked
package dev.rolecall.cloud.process;

import org.jspecify.annotations.NullMarked;
