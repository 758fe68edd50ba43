package dev.rolecall.cloud.gateway;

import java.util.Set;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;

/** How a service that is not here is told so where it speaks REST-JSON, as most newer ones do. */
final class UnknownRestProtocol implements RestJsonProtocol {
    /** Of the services beside S3 that speak REST with XML, whose clients read the query protocol's errors. */
    private static final Set<String> WITH_XML = Set.of("cloudfront", "route53");

    /** Whether a request of such a service looks like it: an operation that is in its path and in no form. */
    static boolean isSpoken(String service, WireRequest request) {
        boolean form = request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        return !form && !WITH_XML.contains(service) && request.header("x-amz-target").isEmpty() && !request.http().rawPath().equals("/");
    }

    @Override
    public ApiCall decode(WireRequest request, String service, byte[] body) {
        throw AwsException.notImplemented(service, request.http().method() + " " + request.http().rawPath());
    }
}
