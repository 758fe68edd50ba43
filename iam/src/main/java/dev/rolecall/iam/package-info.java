/** The policy language of AWS IAM as pure values: parse a document, evaluate a request, explain the decision. */
@NullMarked
package dev.rolecall.iam;

import org.jspecify.annotations.NullMarked;
