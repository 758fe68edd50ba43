/** The instance metadata service: what an instance learns about itself, and where its role's credentials come from. */
@NullMarked
package dev.rolecall.cloud.metadata;

import org.jspecify.annotations.NullMarked;
