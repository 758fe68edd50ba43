package dev.rolecall.cloud.ssm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.sigv4.Sha256;
import dev.rolecall.cloud.state.State;

/**
 * Parameters by name. AWS's public ones that templates ask for (the AMI of Amazon Linux) are there with an id of our own.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a>
 */
public final class SsmService implements Service {
    private static final String PUBLIC_AMI = "/aws/service/ami-amazon-linux-latest/";

    private record Parameter(String name, String type, String value, int version, Instant modified) {}

    private final ConcurrentMap<String, Parameter> parameters = new ConcurrentHashMap<>();
    private final String region;
    private final String accountId;

    public SsmService(String region, String accountId) {
        this.region = region;
        this.accountId = accountId;
    }

    public void keepIn(State state) {
        state.keep("ssm/parameters", parameters, Parameter.class);
    }

    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(Map.of("parameter", this::named));
        return List.of(map.operation("GetParameter", kinds, this::get), map.operation("GetParameters", kinds, this::getAll),
                map.operation("PutParameter", kinds, this::put), map.operation("DeleteParameter", kinds, this::delete));
    }

    /** The value of a parameter, for the template engine. */
    public Optional<String> value(String name) {
        return find(name).map(Parameter::value);
    }

    private List<Resource> named(Invocation call) {
        List<String> several = call.parameters().strings("Names");
        return (several.isEmpty() ? List.of(call.parameters().required("Name")) : several).stream().map(name -> Resource.of(arn(name)))
                .toList();
    }

    private String arn(String name) {
        return "arn:aws:ssm:" + region + ":" + (isPublic(name) ? "" : accountId) + ":parameter" + (name.startsWith("/") ? "" : "/") + name;
    }

    private static boolean isPublic(String name) {
        return name.startsWith("/aws/service/");
    }

    private Optional<Parameter> find(String name) {
        if (name.startsWith(PUBLIC_AMI)) {
            String ami = "ami-0" + String.format("%016x", Integer.toUnsignedLong(name.hashCode()));
            return Optional.of(new Parameter(name, "String", ami, 1, Instant.EPOCH));
        }
        return Optional.ofNullable(parameters.get(name));
    }

    private ObjectNode get(Invocation call) {
        String name = call.parameters().required("Name");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return answer.set("Parameter", find(name).map(parameter -> node(parameter, call)).orElseThrow(() -> absent(name)));
    }

    private ObjectNode getAll(Invocation call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("Parameters");
        ArrayNode missing = answer.putArray("InvalidParameters");
        for (String name : call.parameters().strings("Names")) {
            find(name).ifPresentOrElse(parameter -> found.add(node(parameter, call)), () -> missing.add(name));
        }
        return answer;
    }

    private ObjectNode put(Invocation call) {
        String name = call.parameters().required("Name");
        String type = call.parameters().optional("Type").orElse("String");
        String value = call.parameters().required("Value");
        if (isPublic(name)) {
            throw new AwsException("ValidationException", 400, "No access to reserved parameter name: " + name + ".");
        }
        boolean overwrite = call.parameters().flag("Overwrite");
        Parameter stored = parameters.compute(name, (key, old) -> {
            if (old != null && !overwrite) {
                throw new AwsException("ParameterAlreadyExists", 400,
                        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
            }
            return new Parameter(name, type, value, old == null ? 1 : old.version() + 1, call.now());
        });
        return JsonNodeFactory.instance.objectNode().put("Version", stored.version()).put("Tier", "Standard");
    }

    private ObjectNode delete(Invocation call) {
        String name = call.parameters().required("Name");
        if (parameters.remove(name) == null) {
            throw absent(name);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static boolean isSealed(Parameter parameter, Invocation call) {
        return parameter.type().equals("SecureString") && !call.parameters().flag("WithDecryption");
    }

    /** Stands for what KMS made of the value: nothing can be read out of it. */
    private String sealed(Parameter parameter) {
        String text = arn(parameter.name()) + ":" + parameter.version();
        return "AQICAH"
                + Base64.getEncoder().encodeToString(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    private static AwsException absent(String name) {
        return new AwsException("ParameterNotFound", 400, "Parameter " + name + " not found.");
    }

    private ObjectNode node(Parameter parameter, Invocation call) {
        return JsonNodeFactory.instance.objectNode().put("Name", parameter.name()).put("Type", parameter.type())
                .put("Value", isSealed(parameter, call) ? sealed(parameter) : parameter.value())
                .put("Version", parameter.version()).put("LastModifiedDate", parameter.modified().getEpochSecond())
                .put("ARN", arn(parameter.name())).put("DataType", "text");
    }
}
