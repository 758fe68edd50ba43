package dev.rolecall.cloud.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/**
 * The AWS JSON 1.1 protocol of SSM, ECS, CloudWatch Logs, tagging, Organizations and CloudTrail: the operation in {@code X-Amz-Target}, JSON in and out.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html">Common errors</a>
 */
final class JsonProtocol implements WireProtocol {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String validation;

    /** @param validation the service's code for input that it does not take */
    JsonProtocol(String validation) {
        this.validation = validation;
    }

    @Override
    public ApiCall decode(WireRequest request, String service, byte[] body) {
        String target = request.header("x-amz-target").orElse("");
        String operation = target.substring(target.lastIndexOf('.') + 1);
        if (operation.isEmpty()) {
            throw new AwsException("UnknownOperationException", 400, "The request has no X-Amz-Target.");
        }
        return new ApiCall(service, operation, object(body));
    }

    /** A JSON object; an empty body is an empty one. */
    static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new AwsException("SerializationException", 400, "The body is not valid JSON.");
        }
        throw new AwsException("SerializationException", 400, "The body must be a JSON object.");
    }

    @Override
    public WireResponse success(ApiCall call, ObjectNode output, String requestId) {
        return json(200, output);
    }

    @Override
    public WireResponse failure(AwsException error, String requestId) {
        String code = switch (error.code()) {
            case "AccessDenied" -> "AccessDeniedException";
            case "ValidationError" -> validation;
            case "InvalidAction" -> "UnknownOperationException";
            default -> error.code();
        };
        // JSON services answer client errors with 400, denials among them.
        return json(error.status() < 500 ? 400 : error.status(),
                JSON.createObjectNode().put("__type", code).put("message", error.getMessage()));
    }

    @Override
    public AwsException rejected(Rejection rejection) {
        return rejectedAs400(rejection);
    }

    static AwsException rejectedAs400(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Missing missing -> new AwsException("MissingAuthenticationTokenException", 400, "Missing Authentication Token");
            case Rejection.Incomplete incomplete -> new AwsException("IncompleteSignatureException", 400, incomplete.reason());
            case Rejection.UnknownKey unknown -> unrecognized();
            case Rejection.WrongToken wrong -> unrecognized();
            case Rejection.Expired expired ->
                new AwsException("ExpiredTokenException", 400, "The security token included in the request is expired");
            case Rejection.WrongSignature wrong -> invalid(SignatureText.explain(wrong));
            case Rejection.Skewed skewed -> invalid(SignatureText.skewed(skewed));
            case Rejection.UrlExpired expired -> invalid("Signature expired");
            case Rejection.WrongRegion region -> invalid("Credential should be scoped to a valid region, not '" + region.found() + "'.");
            case Rejection.UnsignedHeader header -> invalid("The header " + header.name() + " is not signed.");
        };
    }

    private static AwsException unrecognized() {
        return new AwsException("UnrecognizedClientException", 400, "The security token included in the request is invalid.");
    }

    private static AwsException invalid(String message) {
        return new AwsException("InvalidSignatureException", 400, message);
    }

    private static WireResponse json(int status, ObjectNode body) {
        return new WireResponse(status, Map.of("Content-Type", "application/x-amz-json-1.1"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
