/** LocalStack in a container, as a target; for its instances, which nothing runs, programs on this machine stand in. */
@NullMarked
package dev.rolecall.lab.target.localstack;

import org.jspecify.annotations.NullMarked;
