/** The one straight way of every request: parse, authenticate, build the context, authorise, audit, serve. */
@NullMarked
package dev.rolecall.cloud.gateway;

import org.jspecify.annotations.NullMarked;
