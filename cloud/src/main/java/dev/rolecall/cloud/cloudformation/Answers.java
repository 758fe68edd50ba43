package dev.rolecall.cloud.cloudformation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.template.TemplateParameter;

/** Stacks, events and resources in the shape of the API; a value that must not be echoed is masked. */
final class Answers {
    private Answers() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode stack(Stack stack) {
        StackRequest request = stack.requested();
        StackSnapshot now = stack.snapshot();
        ObjectNode node = empty().put("StackId", request.id()).put("StackName", request.name());
        request.template().description().ifPresent(text -> node.put("Description", text));
        parameters(stack, node.putArray("Parameters"));
        node.put("CreationTime", request.at().toString());
        now.updatedAt().ifPresent(at -> node.put("LastUpdatedTime", at.toString()));
        now.deletedAt().ifPresent(at -> node.put("DeletionTime", at.toString()));
        node.put("StackStatus", now.status().name());
        now.reason().filter(_ -> now.status() != Status.CREATE_IN_PROGRESS).ifPresent(reason -> node.put("StackStatusReason", reason));
        node.put("DisableRollback", request.onFailure() == StackRequest.OnFailure.DO_NOTHING);
        ArrayNode notified = node.putArray("NotificationARNs");
        request.notificationArns().forEach(notified::add);
        ArrayNode capabilities = node.putArray("Capabilities");
        request.capabilities().forEach(capabilities::add);
        ArrayNode outputs = node.putArray("Outputs");
        now.outputs().forEach(output -> {
            ObjectNode item = outputs.addObject().put("OutputKey", output.name()).put("OutputValue", output.value());
            output.description().ifPresent(text -> item.put("Description", text));
            output.exportName().ifPresent(name -> item.put("ExportName", name));
        });
        stack.role().ifPresent(arn -> node.put("RoleARN", arn));
        ArrayNode tags = node.putArray("Tags");
        request.tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        node.put("EnableTerminationProtection", stack.notes().protection());
        DriftAnswers.stack(node, stack.notes().drift());
        return node;
    }

    static ObjectNode summary(Stack stack) {
        StackSnapshot now = stack.snapshot();
        ObjectNode node = empty().put("StackId", stack.request().id()).put("StackName", stack.request().name());
        stack.request().template().description().ifPresent(text -> node.put("TemplateDescription", text));
        node.put("CreationTime", stack.request().at().toString());
        now.updatedAt().ifPresent(at -> node.put("LastUpdatedTime", at.toString()));
        now.deletedAt().ifPresent(at -> node.put("DeletionTime", at.toString()));
        node.put("StackStatus", now.status().name());
        now.reason().filter(_ -> now.status() != Status.CREATE_IN_PROGRESS).ifPresent(reason -> node.put("StackStatusReason", reason));
        DriftAnswers.stack(node, stack.notes().drift());
        return node;
    }

    private static void parameters(Stack stack, ArrayNode list) {
        parameters(stack.requested(), list);
        for (JsonNode item : list) {
            TemplateParameter parameter = stack.requested().template().parameters().get(item.path("ParameterKey").asString());
            if (parameter != null && parameter.stored()) {
                stack.evaluation().parameter(parameter.name()).ifPresent(
                        value -> ((ObjectNode) item).put("ResolvedValue", parameter.noEcho() ? "****" : value));
            }
        }
    }

    /** The parameters with what was given for them. */
    static void parameters(StackRequest request, ArrayNode list) {
        for (TemplateParameter parameter : request.template().parameters().values()) {
            String given = request.parameters().getOrDefault(parameter.name(), parameter.defaultValue().orElse(""));
            list.addObject().put("ParameterKey", parameter.name()).put("ParameterValue", parameter.noEcho() ? "****" : given);
        }
    }

    static ObjectNode event(Stack stack, StackEvent event) {
        ObjectNode node = empty().put("StackId", stack.request().id()).put("EventId", event.id()).put("StackName", stack.request().name())
                .put("LogicalResourceId", event.logicalId()).put("PhysicalResourceId", event.physicalId()).put("ResourceType", event.type())
                .put("Timestamp", event.at().toString()).put("ResourceStatus", event.status().name());
        event.reason().ifPresent(reason -> node.put("ResourceStatusReason", reason));
        return node;
    }

    /** @param time the member that carries the time; the two listings call it differently */
    static ObjectNode resource(Stack stack, StackResource resource, String time) {
        StackResource.State state = resource.state();
        ObjectNode node = empty().put("LogicalResourceId", resource.logicalId());
        resource.physicalId().ifPresent(id -> node.put("PhysicalResourceId", id));
        node.put("ResourceType", resource.type()).put(time, state.at().toString()).put("ResourceStatus", state.status().name());
        state.reason().ifPresent(reason -> node.put("ResourceStatusReason", reason));
        DriftAnswers.resource(node, stack.notes().drift().map(report -> report.resources().get(resource.logicalId())));
        return node;
    }
}
