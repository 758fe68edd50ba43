package dev.rolecall.cloud.gateway;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.sigv4.Authorization;

/**
 * S3's error pages and its codes for requests that are not authenticated.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
final class S3Errors {
    private S3Errors() {}

    static WireResponse page(AwsException error, ObjectNode details, String requestId) {
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("Code", error.code()).put("Message", error.getMessage());
        page.setAll(details);
        page.put("RequestId", requestId).put("HostId", "rolecall");
        WireResponse response = WireResponse.xml(error.status(), XmlText.document("Error", "", "member", page));
        return response.header("Content-Type", "application/xml");
    }

    /** What the page says beside code and message. */
    static ObjectNode details(Rejection rejection, Authorization authorization) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        return switch (rejection) {
            case Rejection.UnknownKey unknown -> details.put("AWSAccessKeyId", unknown.accessKeyId());
            case Rejection.WrongSignature wrong ->
                details.put("AWSAccessKeyId", authorization.accessKeyId()).put("StringToSign", wrong.stringToSign())
                        .put("SignatureProvided", authorization.signature()).put("CanonicalRequest", wrong.canonicalRequest());
            case Rejection.WrongRegion region -> details.put("Region", region.expected());
            case Rejection.Skewed skewed -> details.put("RequestTime", SignatureText.basic(skewed.requestTime()))
                    .put("ServerTime", skewed.serverTime())
                    .put("MaxAllowedSkewMilliseconds", 900_000);
            case Rejection.UnsignedHeader header -> details.put("HeadersNotSigned", header.name());
            case Rejection.Missing missing -> details;
            case Rejection.Incomplete incomplete -> details;
            case Rejection.WrongToken wrong -> details;
            case Rejection.Expired expired -> details;
            case Rejection.UrlExpired expired -> details;
        };
    }

    static AwsException rejected(Rejection rejection, boolean presigned) {
        return switch (rejection) {
            case Rejection.Missing missing -> new AwsException("AccessDenied", 403, "Access Denied");
            case Rejection.Incomplete incomplete -> incomplete(incomplete);
            case Rejection.UnknownKey unknown ->
                new AwsException("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.");
            case Rejection.WrongToken wrong ->
                new AwsException("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
            case Rejection.Expired expired -> new AwsException("ExpiredToken", 400, "The provided token has expired.");
            case Rejection.WrongSignature wrong -> new AwsException("SignatureDoesNotMatch", 403,
                    "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
            case Rejection.Skewed skewed -> new AwsException("RequestTimeTooSkewed", 403,
                    "The difference between the request time and the current time is too large.");
            case Rejection.UrlExpired expired -> new AwsException("AccessDenied", 403, "Request has expired");
            case Rejection.WrongRegion region when presigned -> new AwsException("AuthorizationQueryParametersError", 400,
                    "Error parsing the X-Amz-Credential parameter; the region '" + region.found() + "' is wrong; expecting '"
                            + region.expected() + "'");
            case Rejection.WrongRegion region -> new AwsException("AuthorizationHeaderMalformed", 400,
                    "The authorization header is malformed; the region '" + region.found() + "' is wrong; expecting '" + region.expected()
                            + "'");
            case Rejection.UnsignedHeader header ->
                new AwsException("AccessDenied", 403, "There were headers present in the request which were not signed");
        };
    }

    private static AwsException incomplete(Rejection.Incomplete incomplete) {
        return switch (incomplete.fault()) {
            case HEADER -> new AwsException("AuthorizationHeaderMalformed", 400, incomplete.reason());
            case QUERY -> new AwsException("AuthorizationQueryParametersError", 400, incomplete.reason());
            case MECHANISM -> new AwsException("InvalidRequest", 400, incomplete.reason());
            case TWICE -> new AwsException("InvalidArgument", 400, incomplete.reason());
            case DATE -> new AwsException("AccessDenied", 403, incomplete.reason());
        };
    }
}
