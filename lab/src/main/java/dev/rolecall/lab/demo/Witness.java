package dev.rolecall.lab.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.Undo;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Machines;
import dev.rolecall.lab.target.Pace;

/** Gets a workload's evidence: from an instance by its console output, from a function by invoking it, from a task by running it. */
public final class Witness {
    private static final String MARK = "rolecall-evidence ";
    private static final JsonMapper JSON = new JsonMapper();

    /** What a service may answer while IAM is still making a new key, policy or role known to it. */
    private static final Set<String> UNSETTLED = Set.of("AccessDenied", "AccessDeniedException", "InvalidAccessKeyId",
            "InvalidClientTokenId", "UnrecognizedClientException");
    private static final int SHOWN_OF_ANSWER = 120;

    private final AwsClients clients;
    private final Machines machines;
    private final Pace pace;
    private final InstantSource clock;
    private final TaskRun tasks;

    Witness(AwsClients clients, Machines machines, Pace pace, InstantSource clock, Undo undo) {
        this.clients = clients;
        this.machines = machines;
        this.pace = pace;
        this.clock = clock;
        this.tasks = new TaskRun(clients, pace, clock, undo);
    }

    /**
     * The evidence of one workload.
     *
     * @param after   an attempt that began earlier proves nothing: the object was not there yet
     * @param settled until then a refusal proves nothing: IAM may still be making known who may read
     */
    Testimony ask(Workload workload, Lesson lesson, Instant after, Instant settled) throws InterruptedException {
        return switch (workload.service()) {
            case EC2 -> {
                String instance = lesson.instanceId(workload);
                yield Testimony.of(watch(instance, after, settled), instance);
            }
            case LAMBDA -> {
                String function = lesson.functionName(workload);
                yield Testimony.of(invoke(function, settled), function);
            }
            case ECS -> run(lesson.stackOf(workload), lesson.taskDefinition(workload), settled);
        };
    }

    /** A task reads once: what came too early is asked of another. */
    private Testimony run(DeployedStack stack, String definition, Instant settled) throws InterruptedException {
        Instant deadline = clock.instant().plus(pace.patience());
        while (true) {
            Testimony testimony = tasks.run(stack, definition);
            if (isFinal(testimony.evidence(), settled) || clock.instant().isAfter(deadline)) {
                return testimony;
            }
        }
    }

    /**
     * What an instance tells on its console; empty when the patience is over.
     *
     * @param after   as above
     * @param settled as above
     */
    public Optional<Evidence> onConsole(String instanceId, Instant after, Instant settled) throws InterruptedException {
        return pace.await(clock, () -> latest(machines.console(instanceId), after).filter(evidence -> isFinal(evidence, settled)));
    }

    private Evidence watch(String instanceId, Instant after, Instant settled) throws InterruptedException {
        return onConsole(instanceId, after, settled)
                .orElseGet(() -> Evidence.none(clock.instant(), "NoEvidence",
                        "The instance " + instanceId + " wrote no evidence to its console within " + pace.patience().toSeconds() + " s."));
    }

    private Evidence invoke(String functionName, Instant settled) throws InterruptedException {
        return pace.await(clock, () -> Optional.of(invoke(functionName)).filter(evidence -> isFinal(evidence, settled)))
                .orElseGet(() -> Evidence.none(clock.instant(), "NoEvidence", "The function " + functionName + " came to no end."));
    }

    /** Changes of IAM spread; until they have had the time, being refused means nothing yet. */
    private boolean isFinal(Evidence evidence, Instant settled) {
        return evidence.error().filter(error -> UNSETTLED.contains(error.code())).isEmpty() || !evidence.since().isBefore(settled);
    }

    /** The last attempt in a console text that began after an instant. */
    static Optional<Evidence> latest(String console, Instant after) {
        return told(console.lines()).filter(evidence -> evidence.since().isAfter(after)).reduce((earlier, later) -> later);
    }

    /** The attempts that lines tell of. */
    static Stream<Evidence> told(Stream<String> lines) {
        return lines.filter(line -> line.contains(MARK)).map(line -> line.substring(line.indexOf(MARK) + MARK.length()))
                .flatMap(line -> EvidenceJson.parse(line).stream());
    }

    private Evidence invoke(String functionName) {
        InvokeResponse answer = clients.lambda().invoke(invoke -> invoke.functionName(functionName));
        String payload = answer.payload().asUtf8String();
        return EvidenceJson.parse(payload).orElseGet(() -> Evidence.none(clock.instant(), code(answer, payload), message(payload)));
    }

    private static String code(InvokeResponse answer, String payload) {
        return field(payload, "errorType").or(() -> Optional.ofNullable(answer.functionError())).orElse("NoEvidence");
    }

    private static String message(String payload) {
        return field(payload, "errorMessage").orElseGet(() -> "The function answered with something that is not evidence: "
                + (payload.length() > SHOWN_OF_ANSWER ? payload.substring(0, SHOWN_OF_ANSWER) + "…" : payload));
    }

    private static Optional<String> field(String payload, String name) {
        try {
            return JSON.readTree(payload).optional(name).map(JsonNode::asString);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
