package dev.rolecall.cloud.ec2;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.metadata.MetadataOptions;

/**
 * The options of instances' metadata services: asked for at launch, and changed while the instance runs.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html">ModifyInstanceMetadataOptions</a>
 */
record MetadataSettings(Fleet fleet, Ec2Arns arns) {
    static final MetadataOptions AT_LAUNCH = new MetadataOptions(false, 1, true, false);
    private static final String TOKENS = "HttpTokens";
    private static final String HOPS = "HttpPutResponseHopLimit";
    private static final String ENDPOINT = "HttpEndpoint";
    private static final String TAGS = "InstanceMetadataTags";
    private static final Set<String> MEMBERS = Set.of(TOKENS, HOPS, ENDPOINT, TAGS);

    Operation operation(AuthorizationMap map) {
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("instance", call -> List
                .of(fleet.resource(arns, call.parameters().required("InstanceId"), attributes(call.parameters())))));
        return map.operation("ModifyInstanceMetadataOptions", kinds, this::modify);
    }

    private static Map<String, List<String>> attributes(Parameters parameters) {
        Map<String, List<String>> keys = new TreeMap<>();
        List<String> changed = MEMBERS.stream().filter(member -> parameters.optional(member).isPresent()).sorted().toList();
        changed.forEach(member -> keys.put("ec2:Attribute/" + member, List.of(parameters.required(member))));
        if (!changed.isEmpty()) {
            keys.put("ec2:Attribute", changed);
        }
        return keys;
    }

    private ObjectNode modify(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("ModifyInstanceMetadataOptions", "InstanceId", TOKENS, HOPS, ENDPOINT, TAGS);
        LaunchedInstance instance = fleet.findAlive(parameters.required("InstanceId"));
        MetadataOptions options = instance.change(settings -> settings.with(changed(settings.metadata(), parameters))).metadata();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("instanceId", instance.identity().instanceId());
        // They are in effect already; AWS says pending here, and applied later.
        answer.set("instanceMetadataOptions", node(options).put("state", "pending"));
        return answer;
    }

    /** What is not asked for stays as it is. */
    static MetadataOptions changed(MetadataOptions known, Parameters asked) {
        int hops = asked.integer(HOPS).orElse(known.hopLimit());
        if (hops < 1 || hops > 64) {
            throw invalid(Integer.toString(hops), HOPS);
        }
        return new MetadataOptions(choice(asked, TOKENS, "required", "optional", known.tokensRequired()), hops,
                choice(asked, ENDPOINT, "enabled", "disabled", known.enabled()), choice(asked, TAGS, "enabled", "disabled", known.tags()));
    }

    private static boolean choice(Parameters parameters, String name, String yes, String no, boolean otherwise) {
        String value = parameters.optional(name).orElse(otherwise ? yes : no);
        if (!value.equals(yes) && !value.equals(no)) {
            throw invalid(value, name);
        }
        return value.equals(yes);
    }

    static ObjectNode node(MetadataOptions options) {
        return JsonNodeFactory.instance.objectNode().put("httpTokens", options.tokensRequired() ? "required" : "optional")
                .put("httpPutResponseHopLimit", options.hopLimit()).put("httpEndpoint", options.enabled() ? "enabled" : "disabled")
                .put("httpProtocolIpv6", "disabled").put("instanceMetadataTags", options.tags() ? "enabled" : "disabled");
    }

    private static AwsException invalid(String value, String parameter) {
        return new AwsException("InvalidParameterValue", 400, "Value (" + value + ") for parameter " + parameter + " is invalid.");
    }
}
