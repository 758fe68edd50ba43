package dev.rolecall.cloud.gateway;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.sts.AuthorizationMessages;
import dev.rolecall.iam.Decision;

/**
 * EC2's variant of the query protocol, with error codes of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">Error codes for the Amazon EC2 API</a>
 */
final class Ec2Protocol implements WireProtocol {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final QueryProtocol query = new QueryProtocol();
    private final AuthorizationMessages messages;

    Ec2Protocol(AuthorizationMessages messages) {
        this.messages = messages;
    }

    @Override
    public ApiCall decode(WireRequest request, String service, byte[] body) {
        return query.decode(request, service, body);
    }

    @Override
    public WireResponse success(ApiCall call, ObjectNode output, String requestId) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("requestId", requestId);
        answer.setAll(output);
        return WireResponse.xml(200, XmlText.document(call.operation() + "Response", NAMESPACE, "item", answer));
    }

    @Override
    public WireResponse failure(AwsException error, String requestId) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Errors").putObject("Error").put("Code", error.decision().isPresent() ? "UnauthorizedOperation" : error.code())
                .put("Message", error.decision().map(denied -> denied(error, denied)).orElseGet(error::getMessage));
        answer.put("RequestID", requestId);
        return WireResponse.xml(error.status(), XmlText.document("Response", "", "item", answer));
    }

    @Override
    public AwsException rejected(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Expired expired -> new AwsException("RequestExpired", 400, "Request has expired.");
            case Rejection.Skewed skewed -> new AwsException("RequestExpired", 400, SignatureText.skewed(skewed));
            case Rejection.Missing missing -> query.rejected(rejection);
            case Rejection.Incomplete incomplete -> query.rejected(rejection);
            case Rejection.WrongSignature wrong -> new AwsException("AuthFailure", 401,
                    "AWS was not able to validate the provided access credentials. " + SignatureText.explain(wrong));
            case Rejection.UnknownKey unknown -> authFailure();
            case Rejection.WrongToken wrong -> authFailure();
            case Rejection.UrlExpired expired -> authFailure();
            case Rejection.WrongRegion region -> authFailure();
            case Rejection.UnsignedHeader header -> authFailure();
        };
    }

    private String denied(AwsException error, Decision decision) {
        return "You are not authorized to perform this operation. " + error.getMessage() + ". Encoded authorization failure message: "
                + messages.encode(decision);
    }

    private static AwsException authFailure() {
        return new AwsException("AuthFailure", 401, "AWS was not able to validate the provided access credentials");
    }
}
