package dev.rolecall.lab.deploy;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;

/** Creates stacks and deletes them, and waits until CloudFormation has finished. */
public final class Stacks {
    private final AwsClients clients;
    private final Pace pace;
    private final InstantSource clock;

    public Stacks(AwsClients clients, Pace pace, InstantSource clock) {
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Creates a stack from its published template.
     *
     * @throws LabException when the template is refused, or a resource could not be created: with CloudFormation's reason
     */
    public DeployedStack create(StackArtifact artifact, URI templateUrl) throws InterruptedException {
        String id = request(artifact, templateUrl);
        Stack stack = finished(id, artifact.name());
        if (stack.stackStatus() != StackStatus.CREATE_COMPLETE) {
            throw LabException
                    .brokeOff("The stack " + artifact.name() + " was not created (" + stack.stackStatusAsString() + "): " + reason(stack));
        }
        Map<String, String> outputs = stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        return new DeployedStack(id, artifact.name(), outputs);
    }

    /**
     * Deletes a stack with everything in it.
     *
     * @throws LabException when something of the stack could not be deleted
     */
    public void delete(DeployedStack stack) throws InterruptedException {
        clients.cloudFormation().deleteStack(delete -> delete.stackName(stack.id()));
        Stack end = finished(stack.id(), stack.name());
        if (end.stackStatus() != StackStatus.DELETE_COMPLETE) {
            throw LabException
                    .brokeOff("The stack " + stack.name() + " was not deleted (" + end.stackStatusAsString() + "): " + reason(end));
        }
    }

    private String request(StackArtifact artifact, URI templateUrl) {
        List<Tag> tags = artifact.tags().entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        try {
            return clients.cloudFormation()
                    .createStack(create -> create.stackName(artifact.name()).templateURL(templateUrl.toString()).tags(tags)
                            .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND))
                    .stackId();
        } catch (CloudFormationException e) {
            if (e.statusCode() == 400) {
                throw LabException.wrongInput(
                        "CloudFormation refuses the template of " + artifact.name() + ": " + e.awsErrorDetails().errorMessage());
            }
            throw e;
        }
    }

    private Stack finished(String id, String name) throws InterruptedException {
        return pace.await(clock, () -> Optional.of(describe(id)).filter(stack -> !stack.stackStatusAsString().endsWith("_IN_PROGRESS")))
                .orElseThrow(() -> LabException
                        .brokeOff("The stack " + name + " was not finished within " + pace.patience().toSeconds() + " s."));
    }

    private Stack describe(String id) {
        return clients.cloudFormation().describeStacks(describe -> describe.stackName(id)).stacks().getFirst();
    }

    /** The earliest failure caused the others; a later one often says no more than "cancelled". */
    private String reason(Stack stack) {
        List<StackEvent> events = clients.cloudFormation().describeStackEvents(describe -> describe.stackName(stack.stackId()))
                .stackEvents();
        return events.reversed().stream().filter(event -> event.resourceStatusAsString().endsWith("_FAILED")).findFirst()
                .map(event -> event.logicalResourceId() + " (" + event.resourceType() + "): " + event.resourceStatusReason())
                .or(() -> Optional.ofNullable(stack.stackStatusReason())).orElse("no reason was given.");
    }
}
