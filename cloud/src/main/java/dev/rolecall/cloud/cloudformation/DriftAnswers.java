package dev.rolecall.cloud.cloudformation;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.template.TemplateParameter;

/**
 * Drift in the shape of the API. Values are told, as on AWS, but for those that the stack knows to be secret.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceDrift.html">StackResourceDrift</a>
 */
final class DriftAnswers {
    private DriftAnswers() {}

    static ObjectNode resource(Stack stack, String logicalId, DriftReport.Resource found) {
        Set<String> secrets = secrets(stack);
        ObjectNode node = Answers.empty().put("StackId", stack.request().id()).put("LogicalResourceId", logicalId)
                .put("PhysicalResourceId", found.physicalId()).put("ResourceType", found.type())
                .put("StackResourceDriftStatus", found.standing().name()).put("Timestamp", found.at().toString());
        found.reason().ifPresent(reason -> node.put("DriftStatusReason", reason));
        if (found.standing() == DriftReport.Standing.IN_SYNC || found.standing() == DriftReport.Standing.MODIFIED) {
            node.put("ExpectedProperties", text(found.expected(), secrets)).put("ActualProperties", text(found.actual(), secrets));
        }
        ArrayNode differences = node.putArray("PropertyDifferences");
        for (DriftReport.Difference difference : found.differences()) {
            differences.addObject().put("PropertyPath", difference.path()).put("DifferenceType", difference.kind())
                    .put("ExpectedValue", text(difference.expected(), secrets)).put("ActualValue", text(difference.actual(), secrets));
        }
        return node;
    }

    static ObjectNode detection(Stack stack, DriftReport report) {
        ObjectNode node = Answers.empty().put("StackId", stack.request().id()).put("StackDriftDetectionId", report.id())
                .put("StackDriftStatus", report.status()).put("DetectionStatus", "DETECTION_COMPLETE")
                .put("DriftedStackResourceCount", report.drifted()).put("Timestamp", report.at().toString());
        report.reason().ifPresent(reason -> node.put("DetectionStatusReason", reason));
        return node;
    }

    /** What a stack's description says of it. */
    static void stack(ObjectNode node, Optional<DriftReport> report) {
        ObjectNode drift = node.putObject("DriftInformation").put("StackDriftStatus",
                report.map(DriftReport::status).orElse("NOT_CHECKED"));
        report.ifPresent(found -> drift.put("LastCheckTimestamp", found.at().toString()));
    }

    /** What a resource's description says of it. */
    static void resource(ObjectNode node, Optional<DriftReport.Resource> resource) {
        ObjectNode drift = node.putObject("DriftInformation").put("StackResourceDriftStatus",
                resource.map(found -> found.standing().name()).orElse("NOT_CHECKED"));
        resource.ifPresent(found -> drift.put("LastCheckTimestamp", found.at().toString()));
    }

    /** Secrets of the stack's resources, and parameters that are not echoed. */
    private static Set<String> secrets(Stack stack) {
        Stream<String> ofResources = stack.existing().stream().flatMap(resource -> resource.now().secrets().values().stream())
                .map(Secret::reveal);
        Stream<String> given = stack.request().template().parameters().values().stream().filter(TemplateParameter::noEcho)
                .flatMap(parameter -> stack.evaluation().parameter(parameter.name()).stream());
        return Stream.concat(ofResources, given).filter(secret -> !secret.isEmpty()).collect(Collectors.toSet());
    }

    private static String text(Optional<JsonNode> value, Set<String> secrets) {
        return value.map(node -> text(node, secrets)).orElse("null");
    }

    private static String text(JsonNode value, Set<String> secrets) {
        String text = value.isContainer() ? value.toString() : value.asString();
        for (String secret : secrets) {
            text = text.replace(secret, "****");
        }
        return text;
    }
}
