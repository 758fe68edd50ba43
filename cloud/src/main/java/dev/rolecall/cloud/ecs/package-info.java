/** Tasks of ECS on Fargate: clusters, task definitions, and containers that run here as processes with their role's credentials. */
@NullMarked
package dev.rolecall.cloud.ecs;

import org.jspecify.annotations.NullMarked;
