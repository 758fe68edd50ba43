package dev.rolecall.reader;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads one object and says how it went. All workloads use it; where the credentials come from is all that differs between them. */
final class Reader implements AutoCloseable {
    private final Settings settings;
    private final Worn worn;
    private final S3Client s3;
    private final InstantSource clock;
    private final Instant started;

    Reader(Settings settings, AwsCredentialsProvider credentials, InstantSource clock, Instant started) {
        this.settings = settings;
        this.clock = clock;
        this.started = started;
        worn = new Worn(credentials);
        // Named here and not left to the SDK, which would look for them in files and at the metadata service first.
        S3ClientBuilder builder = S3Client.builder().credentialsProvider(worn).httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(settings.region())).disableS3ExpressSessionAuth(true);
        // With an endpoint of its own the bucket's name cannot be looked up as a host.
        settings.endpoint().ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        s3 = builder.build();
    }

    /** A reader that lives as long as this process; throws IllegalArgumentException, with one sentence, when the environment names no object. */
    static Reader inThisProcess(Function<String, @Nullable String> environment, AwsCredentialsProvider credentials) {
        return new Reader(Settings.from(environment), credentials, InstantSource.system(), ProcessStart.instant());
    }

    /** One attempt; never throws for what the network, the service or the credentials do. */
    Evidence attempt() {
        worn.forget();
        long start = System.nanoTime();
        Outcome outcome = read();
        Duration all = Duration.ofNanos(System.nanoTime() - start);
        AwsCredentials used = worn.last();
        Instant now = clock.instant();
        return new Evidence(settings.workload(), now, outcome, used == null ? null : Badge.of(used),
                used == null ? List.of() : settings.home().filesHolding(used.secretAccessKey()), Duration.between(started, now),
                worn.took(), all.minus(worn.took()));
    }

    private Outcome read() {
        try (ResponseInputStream<GetObjectResponse> object = s3
                .getObject(request -> request.bucket(settings.bucket()).key(settings.key()))) {
            long bytes = object.transferTo(OutputStream.nullOutputStream());
            return new Outcome.Read(settings.bucket(), settings.key(), bytes, object.response().eTag());
        } catch (AwsServiceException refusal) {
            String code = refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().errorCode();
            String message = refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().errorMessage();
            return Outcome.ofServiceError(code == null ? "Http" + refusal.statusCode() : code, cleaned(message), refusal.statusCode(),
                    refusal.requestId());
        } catch (SdkClientException trouble) {
            String code = worn.last() == null ? "NoCredentials" : trouble.getClass().getSimpleName();
            return new Outcome.Failed(code, cleaned(trouble.getMessage()), null);
        } catch (IOException broken) {
            return new Outcome.Failed(broken.getClass().getSimpleName(), cleaned(broken.getMessage()), null);
        }
    }

    /** A message from elsewhere could quote what was sent: take out whatever of it is secret. */
    private String cleaned(@Nullable String message) {
        AwsCredentials used = worn.last();
        String text = message == null ? "" : message;
        if (used == null) {
            return text;
        }
        text = text.replace(used.secretAccessKey(), "\u2026").replace(used.accessKeyId(), Badge.mask(used.accessKeyId()));
        return used instanceof AwsSessionCredentials session ? text.replace(session.sessionToken(), "\u2026") : text;
    }

    @Override
    public void close() {
        s3.close();
    }

    @Override
    public String toString() {
        return "Reader of " + settings;
    }
}
