package dev.rolecall.lab.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;

/** Gets a workload's evidence: from an instance by its console output, from a function by invoking it. */
final class Witness {
    private static final String MARK = "rolecall-evidence ";
    private static final JsonMapper JSON = new JsonMapper();

    private final AwsClients clients;
    private final Pace pace;
    private final InstantSource clock;

    Witness(AwsClients clients, Pace pace, InstantSource clock) {
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
    }

    /** @param after an attempt that began earlier proves nothing: the object was not there yet */
    Evidence ask(Workload workload, Lesson lesson, Instant after) throws InterruptedException {
        return switch (workload.service()) {
            case EC2 -> watch(lesson.instanceId(workload), after);
            case LAMBDA -> invoke(lesson.functionName(workload));
        };
    }

    private Evidence watch(String instanceId, Instant after) throws InterruptedException {
        return pace.await(clock, () -> latest(console(instanceId), after)).orElseGet(() -> Evidence.none(clock.instant(), "NoEvidence",
                "The instance " + instanceId + " wrote no evidence to its console within " + pace.patience().toSeconds() + " s."));
    }

    /** The last attempt in a console text that began after an instant. */
    static Optional<Evidence> latest(String console, Instant after) {
        return console.lines().filter(line -> line.contains(MARK)).map(line -> line.substring(line.indexOf(MARK) + MARK.length()))
                .flatMap(line -> EvidenceJson.parse(line).stream()).filter(evidence -> evidence.since().isAfter(after))
                .reduce((earlier, later) -> later);
    }

    private String console(String instanceId) {
        String output = clients.ec2().getConsoleOutput(get -> get.instanceId(instanceId).latest(true)).output();
        return output == null ? "" : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
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
        return field(payload, "errorMessage").orElse("The function answered with something that is not evidence.");
    }

    private static Optional<String> field(String payload, String name) {
        try {
            return JSON.readTree(payload).optional(name).map(JsonNode::asString);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
