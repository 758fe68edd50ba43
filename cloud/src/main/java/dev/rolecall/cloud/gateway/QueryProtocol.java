package dev.rolecall.cloud.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/**
 * The AWS query protocol of STS, IAM and CloudFormation: a form in, XML out.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common errors</a>
 */
final class QueryProtocol implements WireProtocol {
    private static final Map<String, String> NAMESPACES = Map.of("sts", "https://sts.amazonaws.com/doc/2011-06-15/", "iam",
            "https://iam.amazonaws.com/doc/2010-05-08/", "cloudformation", "http://cloudformation.amazonaws.com/doc/2010-05-15/");
    /** They have a result without members, where others have none; the AWS CLI fails without its element. */
    private static final Set<String> EMPTY_RESULTS = Set.of("ContinueUpdateRollback", "DeleteChangeSet", "ExecuteChangeSet", "UpdateRole");

    @Override
    public ApiCall decode(WireRequest request, String service, byte[] body) {
        ObjectNode parameters = QueryParameters.parse(body.length > 0
                ? body
                : QueryParameters.ofUrl(request.http().rawQuery()).getBytes(StandardCharsets.UTF_8));
        String action = parameters.path("Action").asString("");
        if (action.isEmpty()) {
            throw new AwsException("MissingAction", 400, "The request has no Action.");
        }
        parameters.remove("Action");
        parameters.remove("Version");
        return new ApiCall(service, action, parameters);
    }

    @Override
    public WireResponse success(ApiCall call, ObjectNode output, String requestId) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (!output.isEmpty() || EMPTY_RESULTS.contains(call.operation())) {
            answer.set(call.operation() + "Result", output);
        }
        answer.putObject("ResponseMetadata").put("RequestId", requestId);
        return WireResponse.xml(200,
                XmlText.document(call.operation() + "Response", NAMESPACES.getOrDefault(call.service(), ""), "member", answer));
    }

    @Override
    public WireResponse failure(AwsException error, String requestId) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Error").put("Type", error.status() < 500 ? "Sender" : "Receiver").put("Code", error.code()).put("Message",
                error.getMessage());
        answer.put("RequestId", requestId);
        return WireResponse.xml(error.status(), XmlText.document("ErrorResponse", "", "member", answer));
    }

    @Override
    public AwsException rejected(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Missing missing ->
                new AwsException("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
            case Rejection.Incomplete incomplete -> new AwsException("IncompleteSignature", 400, incomplete.reason());
            case Rejection.UnknownKey unknown -> invalidToken();
            case Rejection.WrongToken wrong -> invalidToken();
            case Rejection.Expired expired ->
                new AwsException("ExpiredToken", 403, "The security token included in the request is expired");
            case Rejection.WrongSignature wrong -> mismatch(SignatureText.explain(wrong));
            case Rejection.Skewed skewed -> mismatch(SignatureText.skewed(skewed));
            case Rejection.UrlExpired expired -> mismatch("Signature expired");
            case Rejection.WrongRegion region -> mismatch("Credential should be scoped to a valid region, not '" + region.found() + "'.");
            case Rejection.UnsignedHeader header -> mismatch("The header " + header.name() + " is not signed.");
        };
    }

    private static AwsException invalidToken() {
        return new AwsException("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
    }

    private static AwsException mismatch(String message) {
        return new AwsException("SignatureDoesNotMatch", 403, message);
    }
}
