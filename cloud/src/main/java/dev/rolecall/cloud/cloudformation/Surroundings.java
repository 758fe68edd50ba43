package dev.rolecall.cloud.cloudformation;

import java.time.InstantSource;

import dev.rolecall.cloud.api.Invoker;
import dev.rolecall.cloud.state.State;
import dev.rolecall.cloud.template.ParameterStore;

/**
 * What CloudFormation finds around it.
 *
 * @param region     the region that its stacks are in
 * @param invoker    the way to the services that own the resources
 * @param parameters what parameters of SSM types are looked up in
 * @param state      what the stacks are kept in
 */
public record Surroundings(String region, Invoker invoker, ParameterStore parameters, TemplateSource templates, StackRole roles,
        InstantSource clock, State state) {}
