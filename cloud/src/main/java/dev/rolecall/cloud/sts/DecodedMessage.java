package dev.rolecall.cloud.sts;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.Explanation;
import dev.rolecall.iam.ExplanationJson;
import dev.rolecall.iam.Principal;

/**
 * A reason of a denial as STS decodes it, in the shape of AWS's example. It lists the statements that deny, by their ids: the trace of an
 * evaluation keeps no more of them.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/sts/decode-authorization-message.html">decode-authorization-message</a>
 */
final class DecodedMessage {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DecodedMessage() {}

    /** With {@code explanation}, which AWS does not have: every policy that was looked at, statement by statement. */
    static ObjectNode explained(Decision denied) {
        return of(denied).set("explanation", ExplanationJson.of(denied));
    }

    static ObjectNode of(Decision denied) {
        ObjectNode message = withoutConditions(denied);
        ArrayNode conditions = items((ObjectNode) message.get("context"), "conditions");
        denied.explanation().request().context().values().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(key -> strings(conditions.addObject().put("key", key.getKey()), "values", key.getValue()));
        return message;
    }

    static ObjectNode withoutConditions(Decision denied) {
        Explanation explanation = denied.explanation();
        AccessRequest request = explanation.request();
        ObjectNode message = NODES.objectNode().put("allowed", false).put("explicitDeny", denied instanceof Decision.ExplicitDeny);
        ArrayNode matched = items(message, "matchedStatements");
        explanation.decisive().forEach(place -> {
            ObjectNode statement = matched.addObject().put("statementId", place.statement().sid().orElse("")).put("effect", "DENY");
            strings(statement, "principals", List.of(id(request.principal())));
            items(statement, "principalGroups");
        });
        items(message, "failures");
        ObjectNode context = message.putObject("context");
        ObjectNode principal = context.putObject("principal").put("id", id(request.principal()));
        if (request.principal() instanceof Principal.User user) {
            principal.put("name", user.userName());
        }
        principal.put("arn", request.principal().displayName());
        context.put("action", request.action()).put("resource", request.resource());
        items(context, "conditions");
        return message;
    }

    private static String id(Principal principal) {
        return switch (principal) {
            case Principal.User user -> user.userId();
            case Principal.RoleSession session -> session.roleId() + ":" + session.sessionName();
            case Principal other -> other.displayName();
        };
    }

    private static ArrayNode items(ObjectNode of, String member) {
        return of.putObject(member).putArray("items");
    }

    private static void strings(ObjectNode of, String member, List<String> values) {
        ArrayNode items = items(of, member);
        values.forEach(value -> items.addObject().put("value", value));
    }
}
