package dev.rolecall.cloud.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.TagKeys;

/**
 * What a call of CloudFormation is about, with the condition keys that CloudFormation has for it.
 *
 * @param region the region that the stacks are in
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html">Condition keys for AWS
 *      CloudFormation</a>
 */
record StackResources(StackBook stacks, ChangeSets changeSets, String region) {
    private static final String PREFIX = "cloudformation:";

    ResourceKinds<Invocation> kinds() {
        return new ResourceKinds<>(Map.of("stack", this::stack, "every stack", this::all, "template", StackResources::template, "role",
                StackResources::passed));
    }

    private List<Resource> stack(Invocation call) {
        Map<String, List<String>> keys = new HashMap<>(keys(call.parameters()));
        // An action on a change set is on its stack, which the change set's ARN need not name.
        Optional<String> name = call.parameters().optional("ChangeSetName").flatMap(changeSets::stackOf)
                .or(() -> call.parameters().optional("StackName"));
        name.flatMap(given -> stacks.find(call.caller().accountId(), given))
                .ifPresent(entry -> keys.putAll(TagKeys.ofResource(entry.stack().request().tags())));
        return List.of(Resource.of(name.map(given -> arn(call, given)).orElse("*")).with(keys));
    }

    private static Map<String, List<String>> keys(Parameters parameters) {
        Map<String, List<String>> keys = TagKeys.ofRequest(parameters.tags("Tags"));
        parameters.optional("TemplateURL").ifPresent(url -> keys.put(PREFIX + "TemplateUrl", List.of(url)));
        parameters.optional("StackPolicyURL").ifPresent(url -> keys.put(PREFIX + "StackPolicyUrl", List.of(url)));
        parameters.optional("RoleARN").ifPresent(role -> keys.put(PREFIX + "RoleArn", List.of(role)));
        parameters.optional("ChangeSetName").ifPresent(name -> keys.put(PREFIX + "ChangeSetName", List.of(name)));
        List<String> types = parameters.strings("ResourceTypes");
        if (!types.isEmpty()) {
            keys.put(PREFIX + "ResourceTypes", types);
        }
        return keys;
    }

    /** A stack that is to be has no id yet: whatever it will be. */
    private String arn(Invocation call, String nameOrId) {
        return nameOrId.startsWith("arn:")
                ? nameOrId
                : stacks.find(call.caller().accountId(), nameOrId).map(entry -> entry.stack().request().id()).orElseGet(
                        () -> "arn:aws:cloudformation:" + region + ":" + call.caller().accountId() + ":stack/" + nameOrId + "/*");
    }

    private List<Resource> all(Invocation call) {
        return call.parameters().optional("StackName").isEmpty() ? List.of(Resource.NONE) : List.of();
    }

    /** Templates are no resources, but where they come from can be a condition. */
    private static List<Resource> template(Invocation call) {
        return List.of(Resource.NONE.with(keys(call.parameters())));
    }

    /** Whoever names a role has to be allowed to pass it; the role that a stack has already works for everybody who may work on the stack. */
    private static List<Resource> passed(Invocation call) {
        return call.parameters().optional("RoleARN").stream()
                .map(role -> Resource.of(role).with(Map.of("iam:PassedToService", List.of(Calls.PRINCIPAL)))).toList();
    }
}
