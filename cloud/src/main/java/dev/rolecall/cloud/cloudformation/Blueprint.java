package dev.rolecall.cloud.cloudformation;

import java.util.HashMap;
import java.util.Map;

import dev.rolecall.cloud.template.Evaluation;
import dev.rolecall.cloud.template.ResourceValues;
import dev.rolecall.cloud.template.TemplateParameter;
import dev.rolecall.cloud.template.TemplateResource;

/** What a stack is to be: what was asked for, and what its template comes to. */
record Blueprint(StackRequest request, Evaluation evaluation) {

    TemplateResource declared(String logicalId) {
        TemplateResource declared = evaluation.resources().get(logicalId);
        if (declared == null) {
            throw new IllegalArgumentException(logicalId);
        }
        return declared;
    }

    boolean has(String logicalId) {
        return evaluation.resources().containsKey(logicalId);
    }

    /** What a resource is to be, as others stand now. */
    Applied wanted(String logicalId, ResourceValues values) {
        TemplateResource declared = declared(logicalId);
        boolean tagged = ResourceTypes.named(declared.type()).filter(type -> type.takes("Tags")).isPresent();
        return new Applied(evaluation.properties(logicalId, values), tagged ? request.tags() : Map.of());
    }

    /** Whether a resource outlives its stack; a creation that is rolled back takes {@code RetainExceptOnCreate} away. */
    boolean retains(String logicalId, boolean rollback) {
        String policy = has(logicalId) ? declared(logicalId).deletionPolicy() : "Delete";
        return policy.equals("Retain") || (policy.equals("RetainExceptOnCreate") && !rollback);
    }

    /** Whether what a resource replaces stays. */
    boolean retainsReplaced(String logicalId) {
        return has(logicalId) && declared(logicalId).updateReplacePolicy().equals("Retain");
    }

    /** What the parameters came to that name stored ones, by those names. */
    Map<String, String> lookedUp() {
        Map<String, String> found = new HashMap<>();
        request.template().parameters().values().stream().filter(TemplateParameter::stored)
                .forEach(parameter -> evaluation.parameter(parameter.name()).ifPresent(
                        value -> found.put(request.parameters().getOrDefault(parameter.name(), parameter.defaultValue().orElse("")),
                                value)));
        return found;
    }
}
