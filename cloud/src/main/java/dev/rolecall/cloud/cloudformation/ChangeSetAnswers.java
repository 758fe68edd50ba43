package dev.rolecall.cloud.cloudformation;

import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Change sets in the shape of the API. It tells which properties change and never their values, which may be secrets. */
final class ChangeSetAnswers {
    private ChangeSetAnswers() {}

    static ObjectNode summary(ChangeSet set) {
        ObjectNode node = Answers.empty().put("StackId", set.request().id()).put("StackName", set.request().name())
                .put("ChangeSetId", set.id()).put("ChangeSetName", set.name()).put("ExecutionStatus", set.execution().name())
                .put("Status", set.status()).put("CreationTime", set.at().toString()).put("IncludeNestedStacks", false);
        set.failure().ifPresent(reason -> node.put("StatusReason", reason));
        set.description().ifPresent(text -> node.put("Description", text));
        return node;
    }

    static ObjectNode described(ChangeSet set, List<PlannedChange> page) {
        ObjectNode node = summary(set);
        ArrayNode capabilities = node.putArray("Capabilities");
        set.request().capabilities().forEach(capabilities::add);
        ArrayNode tags = node.putArray("Tags");
        set.request().tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        ArrayNode notified = node.putArray("NotificationARNs");
        set.request().notificationArns().forEach(notified::add);
        Answers.parameters(set.request(), node.putArray("Parameters"));
        ArrayNode changes = node.putArray("Changes");
        page.forEach(change -> changes.addObject().put("Type", "Resource").set("ResourceChange", resource(change)));
        return node;
    }

    private static ObjectNode resource(PlannedChange change) {
        ObjectNode node = Answers.empty().put("Action", change.action().text()).put("LogicalResourceId", change.logicalId());
        change.physicalId().ifPresent(id -> node.put("PhysicalResourceId", id));
        node.put("ResourceType", change.type());
        change.replacement().ifPresent(replacement -> node.put("Replacement", replacement.text()));
        policyAction(change, node);
        ArrayNode scope = node.putArray("Scope");
        ArrayNode details = node.putArray("Details");
        for (PlannedChange.Detail detail : change.details()) {
            boolean tags = detail.property().equals("Tags");
            String part = tags ? "Tags" : "Properties";
            if (scope.valueStream().noneMatch(known -> known.asString().equals(part))) {
                scope.add(part);
            }
            ObjectNode item = details.addObject();
            ObjectNode target = item.putObject("Target").put("Attribute", part);
            if (!tags) {
                target.put("Name", detail.property());
            }
            target.put("RequiresRecreation", recreation(detail));
            item.put("Evaluation", detail.dynamic() ? "Dynamic" : "Static").put("ChangeSource",
                    detail.dynamic() ? "ResourceReference" : "DirectModification");
        }
        return node;
    }

    private static String recreation(PlannedChange.Detail detail) {
        if (!detail.recreates()) {
            return "Never";
        }
        return detail.dynamic() ? "Conditionally" : "Always";
    }

    private static void policyAction(PlannedChange change, ObjectNode node) {
        boolean replaced = change.replacement().filter(how -> how == PlannedChange.Replacement.TRUE).isPresent();
        if (change.action() == PlannedChange.Action.REMOVE) {
            node.put("PolicyAction", change.retained() ? "Retain" : "Delete");
        } else if (replaced) {
            node.put("PolicyAction", change.retained() ? "ReplaceAndRetain" : "ReplaceAndDelete");
        }
    }
}
