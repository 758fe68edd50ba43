package dev.rolecall.cloud;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

import dev.rolecall.cloud.api.SessionCredentials;

/**
 * A cloud in a JVM of its own, to be killed, that keeps what it has in the folder that it is given.
 *
 * @param administrator a session that the cloud gave when it started
 */
record KeptCloud(Process jvm, URI endpoint, AwsCredentials administrator) implements AutoCloseable {

    /** The other JVM's. */
    public static void main(String[] arguments) throws IOException {
        LocalCloudOptions options = LocalCloudOptions.defaults(Path.of(arguments[1])).keptIn(Path.of(arguments[0]));
        try (LocalCloud cloud = LocalCloud.start(options)) {
            SessionCredentials administrator = cloud.administrator();
            System.out.println(cloud.endpoint());
            System.out.println(administrator.accessKeyId());
            System.out.println(administrator.secretAccessKey().reveal());
            System.out.println(administrator.sessionToken().reveal());
            System.in.transferTo(System.err);
        }
    }

    /**
     * Starts one.
     *
     * @param temporary for the state, and what else it needs
     * @param before    a program that gets the JVM's command as its arguments
     */
    static KeptCloud start(Path temporary, String... before) throws IOException {
        Process jvm = process(temporary, before);
        BufferedReader said = jvm.inputReader(StandardCharsets.UTF_8);
        URI endpoint = URI.create(line(said));
        return new KeptCloud(jvm, endpoint, AwsSessionCredentials.create(line(said), line(said), line(said)));
    }

    /** The same, without waiting until it is up. */
    static Process process(Path temporary, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), KeptCloud.class.getName(),
                temporary.resolve("state").toString(), Files.createTempDirectory(temporary, "work").toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String line(BufferedReader said) throws IOException {
        return Objects.requireNonNull(said.readLine(), "the cloud did not start");
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, AwsCredentials credentials) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(options -> options.retryStrategy(retry -> retry.maxAttempts(1)));
    }

    IamClient iam() {
        return configured(IamClient.builder(), administrator).build();
    }

    S3Client s3() {
        return configured(S3Client.builder().forcePathStyle(true), administrator).build();
    }

    StsClient sts(AwsCredentials credentials) {
        return configured(StsClient.builder(), credentials).build();
    }

    /** Kills it. */
    @Override
    public void close() {
        jvm.destroyForcibly().onExit().join();
    }
}
