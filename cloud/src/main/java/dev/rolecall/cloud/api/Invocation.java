package dev.rolecall.cloud.api;

import java.time.Instant;

/** An authorised call on its way to its handler. */
public record Invocation(Caller caller, Parameters parameters, Instant now, String requestId) {}
