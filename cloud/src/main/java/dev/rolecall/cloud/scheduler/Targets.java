package dev.rolecall.cloud.scheduler;

import java.util.function.BiPredicate;

import dev.rolecall.cloud.api.Invoker;

/**
 * What schedules call.
 *
 * @param invoker the way to every operation
 * @param known   whether there is an operation, by signing name and API name
 * @param roles   in whose name it is called
 */
public record Targets(Invoker invoker, BiPredicate<String, String> known, ExecutionRoles roles) {}
