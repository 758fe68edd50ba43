package dev.rolecall.cloud.cloudformation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.template.Evaluation;
import dev.rolecall.cloud.template.PseudoParameters;
import dev.rolecall.cloud.template.Template;
import dev.rolecall.cloud.template.TemplateException;

/** Reads a {@code CreateStack}: all that can be refused before anything is created is refused here. */
final class StackCreation {
    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html. */
    private static final int LONGEST_BODY = 51_200;

    private final Surroundings surroundings;
    private final ExportTable exports;

    StackCreation(Surroundings surroundings, ExportTable exports) {
        this.surroundings = surroundings;
        this.exports = exports;
    }

    Stack read(Invocation call) {
        Parameters parameters = call.parameters();
        String name = parameters.required("StackName");
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw AwsException.validation("1 validation error detected: Value '" + name
                    + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        try {
            Template template = template(call);
            Map<String, String> values = new TreeMap<>();
            parameters.structures("Parameters")
                    .forEach(p -> values.put(p.required("ParameterKey"), p.optional("ParameterValue").orElse("")));
            String id = "arn:aws:cloudformation:" + surroundings.region() + ":" + call.caller().accountId() + ":stack/" + name + "/"
                    + UUID.randomUUID();
            StackRequest request = new StackRequest(id, name, call.caller().accountId(), template, Map.copyOf(values),
                    parameters.tags("Tags"),
                    parameters.strings("Capabilities"), parameters.strings("NotificationARNs"), parameters.optional("RoleARN"),
                    onFailure(parameters), call.now());
            Evaluation evaluation = evaluation(request);
            ResourceTypes.check(evaluation.resources().values());
            acknowledged(request);
            return new Stack(request, evaluation, surroundings.clock());
        } catch (TemplateException e) {
            throw AwsException.validation(e.getMessage());
        }
    }

    /** From the body, or read from S3 as the caller. */
    Template template(Invocation call) {
        Optional<String> body = call.parameters().optional("TemplateBody");
        Optional<String> url = call.parameters().optional("TemplateURL");
        if (body.isPresent() == url.isPresent()) {
            throw AwsException.validation("Either Template URL or Template Body must be specified.");
        }
        body.filter(text -> text.length() > LONGEST_BODY).ifPresent(_ -> {
            throw AwsException.validation("1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + LONGEST_BODY);
        });
        return Template.parse(body.orElseGet(() -> surroundings.templates().read(call.caller(), url.orElseThrow())));
    }

    private Evaluation evaluation(StackRequest request) {
        PseudoParameters pseudo = new PseudoParameters(request.accountId(), surroundings.region(), "aws", "amazonaws.com", request.id(),
                request.name(), request.notificationArns());
        return new Evaluation(request.template(), request.parameters(), pseudo, surroundings.parameters(),
                name -> exports.use(request, name));
    }

    private static void acknowledged(StackRequest request) {
        Capabilities.required(request.template().resources().values()).ifPresent(required -> {
            if (!Capabilities.given(required, request.capabilities())) {
                throw new AwsException("InsufficientCapabilitiesException", 400, "Requires capabilities : [" + required + "]");
            }
        });
    }

    private static StackRequest.OnFailure onFailure(Parameters parameters) {
        Optional<String> asked = parameters.optional("OnFailure");
        if (asked.isEmpty()) {
            return parameters.flag("DisableRollback") ? StackRequest.OnFailure.DO_NOTHING : StackRequest.OnFailure.ROLLBACK;
        }
        try {
            return StackRequest.OnFailure.valueOf(asked.get().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw AwsException.validation("OnFailure must be one of ROLLBACK, DO_NOTHING, DELETE.");
        }
    }
}
