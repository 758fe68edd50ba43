/** CloudFormation: stacks whose resources other services create in the caller's name, undone in reverse order when one of them fails. */
@NullMarked
package dev.rolecall.cloud.cloudformation;

import org.jspecify.annotations.NullMarked;
