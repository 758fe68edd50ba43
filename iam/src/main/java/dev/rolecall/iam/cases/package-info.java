/** Policy cases: a request, the policies that have a say in it, and the decision that is expected. Text in, values out; no file is opened here. */
@NullMarked
package dev.rolecall.iam.cases;

import org.jspecify.annotations.NullMarked;
