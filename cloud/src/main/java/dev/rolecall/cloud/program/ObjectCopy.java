package dev.rolecall.cloud.program;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.cloud.process.Site;

/** Does what {@code aws s3 cp} does, as the workload itself: signed, and authorised like any client's request. */
public final class ObjectCopy {
    private ObjectCopy() {}

    /**
     * Copies one object.
     *
     * @param site where the workload reaches the cloud
     * @throws NotEmulatedException when the object cannot be had; the message says it as the CLI would
     * @throws IOException          when it cannot be written
     */
    public static void run(CopyCommand copy, AwsCredentials credentials, Disk disk, Site site) throws IOException {
        Path target = disk.resolve(copy.path());
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        try (S3Client s3 = client(credentials, copy.region().orElse(site.region()), site.endpoint().get())) {
            s3.getObject(request -> request.bucket(copy.bucket()).key(copy.key()), target);
        } catch (S3Exception e) {
            throw new NotEmulatedException(
                    "an error occurred (" + e.awsErrorDetails().errorCode() + "): " + e.awsErrorDetails().errorMessage());
        } catch (SdkException e) {
            throw new NotEmulatedException(String.valueOf(e.getMessage()));
        }
    }

    private static S3Client client(AwsCredentials credentials, String region, URI endpoint) {
        ProfileFile none = ProfileFile.aggregator().build();
        // The machine's own AWS and proxy settings are none of the instance's.
        ProxyConfiguration direct = ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariablesValues(false)
                .build();
        return S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(direct)).region(Region.of(region))
                .endpointOverride(endpoint).fipsEnabled(false).dualstackEnabled(false).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(config -> config.defaultProfileFile(none)).build();
    }
}
