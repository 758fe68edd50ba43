package dev.rolecall.cloud.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/**
 * Lambda's REST-JSON protocol: the operation is in method and path.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Lambda actions</a>
 */
final class LambdaProtocol implements RestJsonProtocol {
    private record Route(String method, Pattern path, String operation, int success, String segment) {
        Route(String method, Pattern path, String operation, int success) {
            this(method, path, operation, success, "FunctionName");
        }
    }

    private static final Map<String, String> QUERY = Map.of("FunctionVersion", "FunctionVersion", "Marker", "Marker", "MasterRegion",
            "MasterRegion", "MaxItems", "MaxItems", "Qualifier", "Qualifier");
    /** A package of 50 MB, in base64: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html. */
    private static final int LARGEST_CODE = 70_167_211;
    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final Pattern TAGS = Pattern.compile("/2017-03-31/tags/([^/]+)");
    private static final List<Route> ROUTES = List.of(new Route("POST", Pattern.compile(FUNCTIONS + "/?"), "CreateFunction", 201),
            new Route("GET", Pattern.compile(FUNCTIONS + "/?"), "ListFunctions", 200),
            new Route("GET", Pattern.compile(FUNCTIONS + "/([^/]+)"), "GetFunction", 200),
            new Route("DELETE", Pattern.compile(FUNCTIONS + "/([^/]+)"), "DeleteFunction", 204),
            new Route("GET", Pattern.compile(FUNCTIONS + "/([^/]+)/configuration"), "GetFunctionConfiguration", 200),
            new Route("PUT", Pattern.compile(FUNCTIONS + "/([^/]+)/configuration"), "UpdateFunctionConfiguration", 200),
            new Route("PUT", Pattern.compile(FUNCTIONS + "/([^/]+)/code"), "UpdateFunctionCode", 200),
            new Route("POST", Pattern.compile(FUNCTIONS + "/([^/]+)/invocations"), "Invoke", 200),
            new Route("GET", TAGS, "ListTags", 200, "Resource"), new Route("POST", TAGS, "TagResource", 204, "Resource"),
            new Route("DELETE", TAGS, "UntagResource", 204, "Resource"));

    /** Whether a request that says nothing of a service, because it is not signed, is one of Lambda's. */
    static boolean owns(WireRequest request) {
        return request.http().rawPath().startsWith(FUNCTIONS);
    }

    @Override
    public int largestBody(WireRequest request) {
        String path = request.http().rawPath();
        return path.matches(FUNCTIONS + "/?") || path.matches(FUNCTIONS + "/[^/]+/code") ? LARGEST_CODE : LARGEST_BODY;
    }

    @Override
    public ApiCall decode(WireRequest request, String service, byte[] body) {
        for (Route route : ROUTES) {
            Matcher path = route.path().matcher(request.http().rawPath());
            if (route.method().equals(request.http().method()) && path.matches()) {
                ObjectNode parameters = route.operation().equals("Invoke") ? invocation(request, body) : JsonProtocol.object(body);
                RestJson.query(request, QUERY, parameters);
                RestJson.list(request, "tagKeys", parameters, "TagKeys");
                if (path.groupCount() > 0) {
                    parameters.put(route.segment(), RestJson.segment(path.group(1)));
                }
                return new ApiCall(service, route.operation(), parameters);
            }
        }
        throw AwsException.notImplemented(service, request.http().method() + " " + request.http().rawPath());
    }

    private static ObjectNode invocation(WireRequest request, byte[] body) {
        ObjectNode parameters = JsonMapper.shared().createObjectNode().put("Payload", Base64.getEncoder().encodeToString(body));
        request.header("x-amz-invocation-type").ifPresent(type -> parameters.put("InvocationType", type));
        request.header("x-amz-log-type").ifPresent(type -> parameters.put("LogType", type));
        return parameters;
    }

    @Override
    public WireResponse success(ApiCall call, ObjectNode output, String requestId) {
        if (call.operation().equals("Invoke")) {
            return invoked(output);
        }
        int status = ROUTES.stream().filter(route -> route.operation().equals(call.operation())).findFirst().orElseThrow().success();
        return RestJson.json(status, status == 204 ? new byte[0] : output.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static WireResponse invoked(ObjectNode output) {
        byte[] payload = Base64.getDecoder().decode(output.path("Payload").asString(""));
        WireResponse response = RestJson.json(output.path("StatusCode").asInt(200), payload);
        Map<String, String> headers = Map.of("FunctionError", "X-Amz-Function-Error", "LogResult", "X-Amz-Log-Result", "ExecutedVersion",
                "X-Amz-Executed-Version");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            JsonNode value = output.path(header.getKey());
            response = value.isMissingNode() || value.isNull() ? response : response.header(header.getValue(), value.asString());
        }
        return response;
    }

    @Override
    public WireResponse failure(AwsException error, String requestId) {
        return RestJson.failure(error, "InvalidParameterValueException");
    }
}
