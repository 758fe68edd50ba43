/** CloudFormation templates as values: parsed, checked and resolved, without any effect on anything. */
@NullMarked
package dev.rolecall.cloud.template;

import org.jspecify.annotations.NullMarked;
