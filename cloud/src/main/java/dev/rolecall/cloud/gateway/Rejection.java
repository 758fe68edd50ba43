package dev.rolecall.cloud.gateway;

import dev.rolecall.cloud.sigv4.Authorization;

/** Why a request is not authenticated. Each wire protocol has its own code for it. */
sealed interface Rejection {
    /** No credentials were sent. */
    record Missing() implements Rejection {}

    /** A signature was tried; {@code reason} says what is wrong with its form. */
    record Incomplete(Authorization.Fault fault, String reason) implements Rejection {}

    /** The access key id is unknown, inactive, deleted, or a temporary one without its session token. */
    record UnknownKey(String accessKeyId) implements Rejection {}

    /** The session token is not the one of this access key. */
    record WrongToken() implements Rejection {}

    /** The session is over. */
    record Expired() implements Rejection {}

    /** The signature does not match. */
    record WrongSignature(String stringToSign, String canonicalRequest) implements Rejection {}

    /** The client's clock is too far off. */
    record Skewed(String requestTime, String serverTime) implements Rejection {}

    /** A presigned URL is used after its time. */
    record UrlExpired() implements Rejection {}

    /** Signed for another region. */
    record WrongRegion(String found, String expected) implements Rejection {}

    /** A header that changes what the request means is not covered by the signature. */
    record UnsignedHeader(String name) implements Rejection {}
}
