package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.Optional;

/** What happened to a stack or one of its resources. It carries no properties, since those may hold secrets. */
record StackEvent(String id, String logicalId, String physicalId, String type, Status status, Optional<String> reason, Instant at) {}
