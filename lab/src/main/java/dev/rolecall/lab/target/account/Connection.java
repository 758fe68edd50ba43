package dev.rolecall.lab.target.account;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import dev.rolecall.lab.target.ClientSetup;
import dev.rolecall.lab.target.Reach;

/**
 * How the account is reached.
 *
 * @param endpoint  in place of AWS's own
 * @param listeners hear of every call
 */
record Connection(Optional<URI> endpoint, String region, AwsCredentialsProvider credentials, Reach reach,
        List<ExecutionInterceptor> listeners) {

    ClientSetup clients() {
        return ClientSetup.of(reach, region, credentials, endpoint, listeners);
    }

    /** In words. */
    String place() {
        return endpoint.map(URI::toString).orElse("AWS in " + region);
    }
}
