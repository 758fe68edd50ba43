package dev.rolecall.lab.deploy;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.target.ServiceError;

/** Creates stacks and deletes them, and waits until CloudFormation has finished. */
public final class Stacks {
    private static final int SERVER_ERROR = 500;
    private static final String CANCELLED = "Resource creation cancelled";

    private final AwsClients clients;
    private final Pace pace;
    private final InstantSource clock;
    private final Undo undo;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    public Stacks(AwsClients clients, Pace pace, InstantSource clock, Undo undo) {
        this.undo = undo;
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
    }

    /** The stack of a name, where there is one that was not deleted. */
    public Optional<DeployedStack> find(String name) {
        return described(name).filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE).map(Stacks::deployed);
    }

    /** Names of the stacks that were asked for here and not refused, also where no answer came: everything else is somebody else's. */
    Set<String> ours() {
        return Set.copyOf(asked);
    }

    /** Creates a stack, in the name of a role where one is given, as {@code cdk deploy} does. */
    Creation create(StackArtifact artifact, Source source, Optional<String> role) throws InterruptedException {
        String id;
        try {
            id = undo.begin(() -> request(artifact, source, role));
        } catch (AlreadyExistsException e) {
            return new Creation.Taken();
        } catch (CloudFormationException e) {
            if (e.statusCode() == 400) {
                String words = ServiceError.of(e).message();
                return new Creation.Refused(new Refusal("CloudFormation refuses the template of " + artifact.name() + ": " + words, words,
                        Set.of(), e.statusCode()));
            }
            throw e;
        }
        Stack stack = finished(id, artifact.name());
        return stack.stackStatus() == StackStatus.CREATE_COMPLETE ? new Creation.Created(deployed(stack)) : failed(stack);
    }

    /** What CloudFormation says to a template without making anything; empty when it has nothing against it. */
    Optional<Refusal> validate(String template) {
        try {
            clients.cloudFormation().validateTemplate(validate -> validate.templateBody(template));
            return Optional.empty();
        } catch (CloudFormationException e) {
            String words = ServiceError.of(e).message();
            return Optional.of(new Refusal(words, words, Set.of(), e.statusCode()));
        }
    }

    /**
     * Deletes a stack with everything in it.
     *
     * @throws LabException when something of the stack could not be deleted
     */
    public void delete(DeployedStack stack) throws InterruptedException {
        try {
            clients.cloudFormation().deleteStack(delete -> delete.stackName(stack.id()));
        } catch (CloudFormationException e) {
            if (e.statusCode() == 400) {
                throw new LabException(ExitCode.BROKE_OFF,
                        "The stack " + stack.name() + " was not deleted: " + ServiceError.of(e).message(), e);
            }
            throw e;
        }
        Stack end = finished(stack.id(), stack.name());
        if (end.stackStatus() != StackStatus.DELETE_COMPLETE) {
            throw LabException.brokeOff("The stack " + stack.name() + " was not deleted (" + end.stackStatusAsString() + "): "
                    + firstFailure(end).map(Stacks::words).or(() -> Optional.ofNullable(end.stackStatusReason()))
                            .orElse("no reason was given."));
        }
    }

    private static DeployedStack deployed(Stack stack) {
        Map<String, String> outputs = stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        return new DeployedStack(stack.stackId(), stack.stackName(), outputs);
    }

    private String request(StackArtifact artifact, Source source, Optional<String> role) {
        List<Tag> tags = artifact.tags().entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        asked.add(artifact.name());
        // The client may repeat a request whose answer it did not see: by the token it is known to be the same.
        String token = UUID.randomUUID().toString();
        try {
            return clients.cloudFormation().createStack(create -> {
                source.into(create);
                create.stackName(artifact.name()).clientRequestToken(token).tags(tags).roleARN(role.orElse(null)).capabilities(
                        Capability.CAPABILITY_NAMED_IAM,
                        Capability.CAPABILITY_AUTO_EXPAND);
            }).stackId();
        } catch (CloudFormationException e) {
            if (e.statusCode() < SERVER_ERROR) {
                asked.remove(artifact.name());
            }
            throw e;
        }
    }

    private Stack finished(String id, String name) throws InterruptedException {
        return pace.await(clock, () -> described(id).filter(stack -> !stack.stackStatusAsString().endsWith("_IN_PROGRESS")))
                .orElseThrow(() -> LabException
                        .brokeOff("The stack " + name + " was not finished within " + pace.patience().toSeconds() + " s."));
    }

    private Optional<Stack> described(String nameOrId) {
        try {
            return clients.cloudFormation().describeStacks(describe -> describe.stackName(nameOrId)).stacks().stream().findFirst();
        } catch (CloudFormationException e) {
            if (e.statusCode() == 400 && ServiceError.of(e).message().contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The earliest failure caused the others; a later one often says no more than "cancelled". */
    private Creation failed(Stack stack) {
        Optional<StackEvent> cause = firstFailure(stack);
        String words = cause.map(event -> String.valueOf(event.resourceStatusReason()))
                .or(() -> Optional.ofNullable(stack.stackStatusReason())).orElse("no reason was given");
        String sentence = "The stack " + stack.stackName() + " was not created (" + stack.stackStatusAsString() + "): "
                + cause.map(Stacks::words).orElse(words);
        return new Creation.Refused(new Refusal(sentence, words,
                cause.map(StackEvent::logicalResourceId).filter(id -> !id.equals(stack.stackName())).map(Set::of).orElse(Set.of()), 0));
    }

    private Optional<StackEvent> firstFailure(Stack stack) {
        List<StackEvent> events = clients.cloudFormation().describeStackEvents(describe -> describe.stackName(stack.stackId()))
                .stackEvents();
        return events.reversed().stream().filter(event -> String.valueOf(event.resourceStatusAsString()).endsWith("_FAILED"))
                .filter(event -> !String.valueOf(event.resourceStatusReason()).startsWith(CANCELLED)).findFirst();
    }

    private static String words(StackEvent event) {
        return event.logicalResourceId() + " (" + event.resourceType() + "): " + event.resourceStatusReason();
    }
}
