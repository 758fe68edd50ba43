package dev.rolecall.cloud.cloudtrail;

import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.iam.Principal;

/**
 * The record of an event, as CloudTrail writes it. Where AWS shows a parameter that is not known to be harmless, this says that it is hidden,
 * and an answer has only what is harmless.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record
 *      contents</a>
 */
record EventRecord(Event event) {
    private static final String VERSION = "1.11";
    /** Of calls that come from within AWS: a function's log group, what a schedule calls. */
    private static final String INTERNAL = "AWS Internal";

    ObjectNode node() {
        AuditRecord entry = event.entry();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("eventVersion", VERSION);
        node.set("userIdentity", UserIdentity.of(entry));
        node.put("eventTime", event.time().toString()).put("eventSource", event.source()).put("eventName", event.name());
        node.put("awsRegion", region()).put("sourceIPAddress", from("aws:SourceIp")).put("userAgent", from("aws:UserAgent"));
        entry.error().ifPresent(error -> node.put("errorCode", code(error)).put("errorMessage", message(error)));
        node.set("requestParameters", elements(entry.recorded().parameters()));
        boolean changes = !event.isReadOnly() || entry.service().equals("sts");
        node.set("responseElements", changes ? elements(entry.recorded().answer()) : JsonNodeFactory.instance.nullNode());
        node.put("requestID", entry.requestId()).put("eventID", event.id()).put("readOnly", event.isReadOnly());
        ArrayNode resources = resources();
        if (!resources.isEmpty()) {
            node.set("resources", resources);
        }
        return node.put("eventType", "AwsApiCall").put("managementEvent", true).put("recipientAccountId", entry.caller().accountId())
                .put("eventCategory", "Management");
    }

    /** Global services are at home in one region. */
    private String region() {
        AuditRecord entry = event.entry();
        boolean global = entry.service().equals("iam") || entry.service().equals("organizations");
        return global ? "us-east-1" : entry.key("aws:RequestedRegion").orElse(event.region());
    }

    /** Where somebody calls through a service, or a service calls, CloudTrail has the service's name. */
    private String from(String key) {
        AuditRecord entry = event.entry();
        Optional<String> service = entry.caller().principal() instanceof Principal.Service own ? Optional.of(own.name()) : entry.via();
        return service.or(() -> entry.key(key)).orElse(INTERNAL);
    }

    private String code(AwsException error) {
        boolean ec2 = event.entry().service().equals("ec2");
        String code = ec2 && error.decision().isPresent() ? "UnauthorizedOperation" : error.code();
        return ec2 ? (error.status() < 500 ? "Client." : "Server.") + code : code;
    }

    private String message(AwsException error) {
        boolean ec2 = event.entry().service().equals("ec2");
        return (ec2 && error.decision().isPresent() ? "You are not authorized to perform this operation. " : "") + error.getMessage();
    }

    private JsonNode elements(ObjectNode recorded) {
        ObjectNode shown = Spelling.of(event.entry().service()).write(recorded);
        return shown.isEmpty() ? JsonNodeFactory.instance.nullNode() : shown;
    }

    /** Only those that are known by an ARN. */
    private ArrayNode resources() {
        String account = event.entry().caller().accountId();
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        event.entry().recorded().resources().stream().filter(resource -> resource.name().startsWith("arn:")).forEach(
                resource -> resources.addObject().put("accountId", account).put("type", resource.type()).put("ARN", resource.name()));
        return resources;
    }
}
