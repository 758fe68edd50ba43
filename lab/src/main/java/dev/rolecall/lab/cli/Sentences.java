package dev.rolecall.lab.cli;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Stream;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import dev.rolecall.lab.target.ServiceError;

/** Says in a sentence what went wrong with a call to AWS: for people, without the client's inner workings. */
final class Sentences {
    private static final Set<String> CREDENTIALS_ENDED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired",
            "InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException", "TokenRefreshRequired", "AuthFailure");

    private Sentences() {}

    /** Of any failure; one that has no message is told by its kind. */
    static String of(Throwable failure) {
        return switch (failure) {
            case AwsServiceException refused when CREDENTIALS_ENDED.contains(ServiceError.of(refused).code()) ->
                "the AWS credentials have ended or are not accepted any more (" + ServiceError.of(refused).code() + "): renew them";
            case AwsServiceException refused -> ServiceError.of(refused).words();
            case SdkClientException client when noAnswer(client) ->
                "there is no answer from the target's APIs any more: check the network, and whether it still runs";
            case SdkClientException client when String.valueOf(client.getMessage()).contains("Unable to load credentials") ->
                "there are no AWS credentials any more: sign in again";
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }

    private static boolean noAnswer(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).anyMatch(cause -> cause instanceof ConnectException
                || cause instanceof SocketException || cause instanceof SocketTimeoutException || cause instanceof UnknownHostException);
    }
}
