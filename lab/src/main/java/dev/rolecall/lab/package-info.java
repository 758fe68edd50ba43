/** The lab: synthesises the lesson's templates, deploys them to a target through the AWS APIs, and shows what the workloads did. */
@NullMarked
package dev.rolecall.lab;

import org.jspecify.annotations.NullMarked;
