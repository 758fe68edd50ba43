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
import dev.rolecall.cloud.template.Exports;
import dev.rolecall.cloud.template.ParameterStore;
import dev.rolecall.cloud.template.PseudoParameters;
import dev.rolecall.cloud.template.Template;
import dev.rolecall.cloud.template.TemplateException;

/** Reads what a stack is to be: all that can be refused before anything is created or changed is refused here. */
final class StackRequests {
    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html. */
    private static final int LONGEST_BODY = 51_200;

    private final Surroundings surroundings;
    private final ExportTable exports;

    StackRequests(Surroundings surroundings, ExportTable exports) {
        this.surroundings = surroundings;
        this.exports = exports;
    }

    /** A stack that is not there yet. */
    StackRequest toCreate(Invocation call) {
        return toCreate(call, Map.of());
    }

    /**
     * The same for a stack that was announced.
     *
     * @param before the parameters that were given then
     */
    StackRequest toCreate(Invocation call, Map<String, String> before) {
        Parameters parameters = call.parameters();
        assertStandard(parameters);
        String name = parameters.required("StackName");
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw AwsException.validation("1 validation error detected: Value '" + name
                    + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        String id = "arn:aws:cloudformation:" + surroundings.region() + ":" + call.caller().accountId() + ":stack/" + name + "/"
                + UUID.randomUUID();
        return new StackRequest(id, name, call.caller().accountId(), template(call), values(parameters, before), parameters.tags("Tags"),
                parameters.strings("Capabilities"), parameters.strings("NotificationARNs"), parameters.optional("RoleARN"),
                onFailure(parameters), call.now());
    }

    /** A stack as it is to be from now on: what is not given anew stays. */
    StackRequest toUpdate(Invocation call, Stack stack) {
        Parameters parameters = call.parameters();
        StackRequest before = stack.requested();
        assertStandard(parameters);
        Template template = parameters.flag("UsePreviousTemplate") ? before.template() : template(call);
        boolean tagged = parameters.node().path("Tags").isArray();
        boolean notified = parameters.node().path("NotificationARNs").isArray();
        return new StackRequest(before.id(), before.name(), before.accountId(), template, values(parameters, before.parameters()),
                tagged ? parameters.tags("Tags") : before.tags(), parameters.strings("Capabilities"),
                notified ? parameters.strings("NotificationARNs") : before.notificationArns(),
                parameters.optional("RoleARN").or(stack::role), before.onFailure(), before.at());
    }

    private static Map<String, String> values(Parameters parameters, Map<String, String> before) {
        Map<String, String> values = new TreeMap<>();
        for (Parameters parameter : parameters.structures("Parameters")) {
            String key = parameter.required("ParameterKey");
            if (parameter.flag("UsePreviousValue")) {
                Optional.ofNullable(before.get(key)).ifPresent(value -> values.put(key, value));
            } else {
                values.put(key, parameter.optional("ParameterValue").orElse(""));
            }
        }
        return Map.copyOf(values);
    }

    /** What a request comes to, as the user of what it imports. */
    Blueprint blueprint(StackRequest request) {
        return checked(request, name -> exports.use(request, name));
    }

    /** What a request would come to. */
    Blueprint preview(StackRequest request) {
        return checked(request, name -> exports.look(request, name));
    }

    /** What a request came to once: it was checked then, and stored parameters have the values that they had. */
    Blueprint restored(StackRecord was) {
        StackRequest request = was.request();
        Exports imports = was.snapshot().status() == Status.REVIEW_IN_PROGRESS
                ? name -> exports.look(request, name)
                : name -> exports.use(request, name);
        return evaluated(request, name -> Optional.ofNullable(was.lookedUp().get(name)), imports);
    }

    private Blueprint evaluated(StackRequest request, ParameterStore parameters, Exports imports) {
        PseudoParameters pseudo = new PseudoParameters(request.accountId(), surroundings.region(), "aws", "amazonaws.com",
                request.id(), request.name(), request.notificationArns());
        return new Blueprint(request, new Evaluation(request.template(), request.parameters(), pseudo, parameters, imports));
    }

    private Blueprint checked(StackRequest request, Exports imports) {
        try {
            Blueprint blueprint = evaluated(request, surroundings.parameters(), imports);
            ResourceTypes.check(blueprint.evaluation().resources().values());
            acknowledged(request);
            return blueprint;
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
        try {
            return Template.parse(body.orElseGet(() -> surroundings.templates().read(call.caller(), url.orElseThrow())));
        } catch (TemplateException e) {
            throw AwsException.validation(e.getMessage());
        }
    }

    /** Express deployments do not wait for what they begin, and no resource here is waited for. */
    static void assertStandard(Parameters parameters) {
        Parameters config = parameters.structure("DeploymentConfig");
        config.takesOnly("DeploymentConfig", "Mode");
        config.optional("Mode").filter(mode -> !mode.equals("STANDARD")).ifPresent(mode -> {
            throw AwsException.validation("This local cloud does not implement Mode " + mode + " of DeploymentConfig.");
        });
    }

    private static void acknowledged(StackRequest request) {
        Capabilities.required(request.template().resources().values()).ifPresent(required -> {
            if (!Capabilities.given(required, request.capabilities())) {
                throw new AwsException("InsufficientCapabilitiesException", 400, "Requires capabilities : [" + required + "]");
            }
        });
    }

    private static StackRequest.OnFailure onFailure(Parameters parameters) {
        Optional<String> asked = parameters.optional("OnFailure").or(() -> parameters.optional("OnStackFailure"));
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
