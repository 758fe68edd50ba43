package dev.rolecall.cloud.ecs;

import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;

/**
 * What tasks run on.
 *
 * @param roles         assumes the roles of tasks, as ECS
 * @param executionRole calls other services with what was assumed
 * @param doors         opens a task's own way out of its subnet
 */
public record Fargate(Site site, Processes processes, RoleCredentials roles, ExecutionRole executionRole, Networks networks,
        Door.Opener doors) {}
