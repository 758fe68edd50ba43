package dev.rolecall.cloud.gateway;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/** How services that speak REST-JSON answer, unless their API says otherwise. */
interface RestJsonProtocol extends WireProtocol {
    @Override
    default WireResponse success(ApiCall call, ObjectNode output, String requestId) {
        return RestJson.json(200, output);
    }

    @Override
    default WireResponse failure(AwsException error, String requestId) {
        return RestJson.failure(error, "ValidationException");
    }

    @Override
    default AwsException rejected(Rejection rejection) {
        return RestJson.rejected(rejection);
    }
}
