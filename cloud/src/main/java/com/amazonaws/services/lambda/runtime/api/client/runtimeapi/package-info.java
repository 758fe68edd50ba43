/** Stands in front of one class of AWS's runtime interface client, in the function's process only, where its native library does not exist. */
@NullMarked
package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import org.jspecify.annotations.NullMarked;
