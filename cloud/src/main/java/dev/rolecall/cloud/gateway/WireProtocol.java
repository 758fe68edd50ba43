package dev.rolecall.cloud.gateway;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/** One of AWS's wire protocols: how a call arrives and how its answer, or its error, is written. */
interface WireProtocol {
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
}
