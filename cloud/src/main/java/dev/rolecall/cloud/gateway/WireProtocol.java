package dev.rolecall.cloud.gateway;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/** One of AWS's wire protocols: how a call arrives and how its answer, or its error, is written. */
interface WireProtocol {
    /** Lambda's largest synchronous payload, which is the largest body of most services here. */
    int LARGEST_BODY = 6 * 1024 * 1024 + 64 * 1024;

    /**
     * Reads a call.
     *
     * @throws AwsException where the request is not one of this protocol
     */
    ApiCall decode(WireRequest request, String service, byte[] body);

    WireResponse success(ApiCall call, ObjectNode output, String requestId);

    WireResponse failure(AwsException error, String requestId);

    /** The error with which this protocol's services answer a request that is not authenticated. */
    AwsException rejected(Rejection rejection);

    /** The most bytes that the body of a request may have. */
    default int largestBody(WireRequest request) {
        return LARGEST_BODY;
    }
}
