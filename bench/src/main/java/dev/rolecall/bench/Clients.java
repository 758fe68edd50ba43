package dev.rolecall.bench;

import java.net.URI;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

import dev.rolecall.cloud.api.SessionCredentials;

/** Clients of the AWS SDK. */
final class Clients {
    private Clients() {}

    static AwsCredentials credentials(SessionCredentials session) {
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey().reveal(), session.sessionToken().reveal());
    }

    static S3Client s3(URI endpoint, AwsCredentials credentials) {
        return S3Client.builder().endpointOverride(endpoint).region(Region.US_EAST_1).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials)).httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static IamClient iam(URI endpoint, AwsCredentials credentials) {
        return IamClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials)).httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static StsClient sts(URI endpoint, AwsCredentials credentials) {
        return StsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials)).httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
