/** What an AWS service is, independent of any wire protocol: operations, what they need to be allowed, and how they answer. */
@NullMarked
package dev.rolecall.cloud.api;

import org.jspecify.annotations.NullMarked;
