package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/** A CloudFormation among services that answer with the least that it reads, and remember who called what. */
final class RecordingCloud {
    static final String ACCOUNT = "123456789012";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final Caller ALICE = caller("alice");

    final List<Made> calls = new CopyOnWriteArrayList<>();
    /** What happens before an operation is answered. */
    final Map<String, Consumer<ObjectNode>> before = new ConcurrentHashMap<>();
    /** What a stored parameter of AWS says now. */
    final AtomicReference<String> image = new AtomicReference<>("ami-0123");
    private final State state;
    private final CloudFormationService service;

    static final String BUCKET = "{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}";

    RecordingCloud() {
        this(State.none());
    }

    RecordingCloud(State state) {
        this.state = state;
        this.service = new CloudFormationService(new Surroundings("eu-west-1", this::answer,
                name -> Optional.of(name.startsWith("/aws/") ? image.get() : "33"),
                (_, url) -> url.equals("s3://t") ? BUCKET : "{}",
                arn -> caller(arn), InstantSource.system(), state));
        state.begin();
    }

    record Made(String operation, ObjectNode input, Caller caller) {}

    static Caller caller(String name) {
        return new Caller(new Principal.User("arn:aws:iam::" + ACCOUNT + ":user/" + name, ACCOUNT, name, "AIDA" + name), ACCOUNT,
                Optional.empty(),
                List.of(), RequestContext.empty());
    }

    ObjectNode call(String operation, ObjectNode input) {
        Operation found = service.operations().stream().filter(o -> o.name().equals(operation)).findFirst().orElseThrow();
        ObjectNode answer = found.handler().handle(new Invocation(ALICE, new Parameters(input), Instant.now(), "request"));
        state.save();
        return answer;
    }

    ObjectNode about(String operation, String stack) {
        return call(operation, node("StackName", stack));
    }

    /** Asks for a stack and returns its id. */
    String create(String name, String template) {
        return create(name, node("TemplateBody", template));
    }

    String create(String name, ObjectNode input) {
        input.put("StackName", name).putArray("Capabilities").add("CAPABILITY_NAMED_IAM");
        return call("CreateStack", input).path("StackId").asString();
    }

    JsonNode stack(String nameOrId) {
        return about("DescribeStacks", nameOrId).path("Stacks").path(0);
    }

    String status(String nameOrId) {
        return stack(nameOrId).path("StackStatus").asString();
    }

    List<String> operations() {
        return calls.stream().map(Made::operation).toList();
    }

    void refuse(String operation, String code, String message) {
        before.put(operation, _ -> {
            throw new AwsException(code, 403, message);
        });
    }

    static ObjectNode node(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private ObjectNode answer(Caller caller, ApiCall call) {
        before.getOrDefault(call.operation(), _ -> {}).accept(call.parameters());
        calls.add(new Made(call.operation(), call.parameters().deepCopy(), caller));
        String name = call.parameters().path("RoleName").asString("x");
        boolean ended = operations().contains("TerminateInstances");
        return (ObjectNode) JsonMapper.shared().readTree(switch (call.operation()) {
            case "CreateRole" -> "{\"Role\": {\"Arn\": \"arn:aws:iam::123456789012:role/%s\", \"RoleId\": \"AROAX\"}}".formatted(name);
            case "CreateUser" -> "{\"User\": {\"Arn\": \"arn:aws:iam::123456789012:user/u\"}}";
            case "CreateGroup" -> "{\"Group\": {\"Arn\": \"arn:aws:iam::123456789012:group/g\"}}";
            case "CreatePolicy" -> "{\"Policy\": {\"Arn\": \"arn:aws:iam::123456789012:policy/p\", \"PolicyId\": \"ANPAX\"}}";
            case "CreateInstanceProfile" -> "{\"InstanceProfile\": {\"Arn\": \"arn:aws:iam::123456789012:instance-profile/p\"}}";
            case "CreateAccessKey" ->
                "{\"AccessKey\": {\"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\", \"SecretAccessKey\": \"%s\"}}".formatted(SECRET);
            case "RunInstances" -> "{\"instancesSet\": [{\"instanceId\": \"i-1\"}]}";
            case "DescribeInstances" -> """
                    {"reservationSet": [{"instancesSet": [{"instanceState": {"name": "%s"}, "privateIpAddress": "10.0.0.1"}]}]}"""
                    .formatted(ended ? "terminated" : "running");
            case "CreateFunction" -> "{\"FunctionArn\": \"arn:aws:lambda:eu-west-1:123456789012:function:f\"}";
            case "CreateVpc" -> "{\"vpc\": {\"vpcId\": \"vpc-1\"}}";
            case "CreateSubnet" -> "{\"subnet\": {\"subnetId\": \"subnet-1\"}}";
            case "CreateSecurityGroup" -> "{\"groupId\": \"sg-1\"}";
            case "CreateRouteTable" -> "{\"routeTable\": {\"routeTableId\": \"rtb-1\"}}";
            case "AssociateRouteTable" -> "{\"associationId\": \"rtbassoc-1\"}";
            case "CreateVpcEndpoint" -> "{\"vpcEndpoint\": {\"vpcEndpointId\": \"vpce-1\"}}";
            default -> "{}";
        });
    }
}
