package dev.rolecall.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SelectedAuthScheme;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.Identity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.SessionCredentials;

/** A local cloud for a test class, its clock in the test's hand, and clients of the real SDK for it. */
public final class TestCloud implements AutoCloseable {
    public static final String ACCOUNT = LocalCloudOptions.ACCOUNT;
    public static final String REGION = "us-east-1";

    private final AtomicReference<Duration> ahead;
    private final AtomicReference<InstantSource> time = new AtomicReference<>(InstantSource.system());
    private final Path directory;
    private final LocalCloud cloud;
    private final AwsCredentials administrator;

    public TestCloud() {
        this(options -> options);
    }

    public TestCloud(UnaryOperator<LocalCloudOptions> changed) {
        this(Duration.ZERO, changed);
    }

    /** @param ahead of the real time, from its start */
    public TestCloud(Duration ahead, UnaryOperator<LocalCloudOptions> changed) {
        this.ahead = new AtomicReference<>(ahead);
        try {
            directory = Files.createTempDirectory("rolecall-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cloud = LocalCloud.start(changed.apply(
                new LocalCloudOptions(0, ACCOUNT, REGION, directory, clock(), Lifetimes.OBSERVED_ON_AWS)));
        administrator = credentials(cloud.administrator());
    }

    /** The clock of the cloud: the real one, and {@link #advance} on top. */
    public InstantSource clock() {
        return () -> time.get().instant().plus(ahead.get());
    }

    /** From now on time passes by {@link #advance} alone: for what is counted in steps that could end in the middle of a test. */
    public void stopTheClock() {
        time.set(InstantSource.fixed(Instant.now()));
    }

    /** Lets time pass; negative to go back. */
    public void advance(Duration time) {
        ahead.updateAndGet(time::plus);
    }

    /** The cloud's folder. */
    public Path directory() {
        return directory;
    }

    public LocalCloud cloud() {
        return cloud;
    }

    public URI endpoint() {
        return cloud.endpoint();
    }

    public AwsCredentials administrator() {
        return administrator;
    }

    public S3Client s3(AwsCredentials credentials) {
        return s3(credentials, cloud.endpoint());
    }

    public S3Client s3(AwsCredentials credentials, URI endpoint) {
        return configured(S3Client.builder().forcePathStyle(true), StaticCredentialsProvider.create(credentials), endpoint).build();
    }

    public StsClient sts(AwsCredentials credentials) {
        return configured(StsClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public CloudFormationClient cloudFormation(AwsCredentials credentials) {
        return configured(CloudFormationClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public LambdaClient lambda(AwsCredentials credentials) {
        return configured(LambdaClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public Ec2Client ec2(AwsCredentials credentials) {
        return configured(Ec2Client.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public SchedulerClient scheduler(AwsCredentials credentials) {
        return configured(SchedulerClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public CloudWatchLogsClient logs(AwsCredentials credentials) {
        return configured(CloudWatchLogsClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public EcsClient ecs(AwsCredentials credentials) {
        return configured(EcsClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public ResourceGroupsTaggingApiClient tagging(AwsCredentials credentials) {
        return configured(ResourceGroupsTaggingApiClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint())
                .build();
    }

    public OrganizationsClient organizations(AwsCredentials credentials) {
        return configured(OrganizationsClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public CloudTrailClient cloudTrail(AwsCredentials credentials) {
        return configured(CloudTrailClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    public IamClient iam() {
        return iam(administrator);
    }

    public IamClient iam(AwsCredentials credentials) {
        return configured(IamClient.builder(), StaticCredentialsProvider.create(credentials), cloud.endpoint()).build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, AwsCredentialsProvider credentials, URI endpoint) {
        return builder.endpointOverride(endpoint).region(Region.of(REGION)).credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        options -> options.retryStrategy(retry -> retry.maxAttempts(1)).addExecutionInterceptor(signedAt(clock())));
    }

    /** Clients sign by the cloud's clock, wherever the test has moved it. */
    private static ExecutionInterceptor signedAt(InstantSource clock) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeMarshalling(Context.BeforeMarshalling context, ExecutionAttributes attributes) {
                SelectedAuthScheme<?> selected = attributes.getAttribute(SdkInternalExecutionAttribute.SELECTED_AUTH_SCHEME);
                attributes.putAttribute(SdkInternalExecutionAttribute.SELECTED_AUTH_SCHEME, at(selected, clock));
            }
        };
    }

    private static <T extends Identity> SelectedAuthScheme<T> at(SelectedAuthScheme<T> selected, InstantSource clock) {
        return new SelectedAuthScheme<>(selected.identity(), selected.signer(),
                selected.authSchemeOption()
                        .copy(option -> option.putSignerProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC))));
    }

    /** A fresh user with one key and one inline policy; no policy where {@code policy} is empty. */
    public AwsCredentials user(String name, Optional<String> policy) {
        try (IamClient iam = iam()) {
            iam.createUser(request -> request.userName(name));
            policy.ifPresent(text -> iam.putUserPolicy(request -> request.userName(name).policyName("inline").policyDocument(text)));
            AccessKey key = iam.createAccessKey(request -> request.userName(name)).accessKey();
            return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        }
    }

    /** A fresh role that everybody of the account may assume; answers its ARN. */
    public String role(String name, String policy) {
        try (IamClient iam = iam()) {
            String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust())).role().arn();
            iam.putRolePolicy(request -> request.roleName(name).policyName("inline").policyDocument(policy));
            return arn;
        }
    }

    public static String trust() {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}""".formatted(ACCOUNT);
    }

    public AwsSessionCredentials assume(String roleArn) {
        try (StsClient sts = sts(administrator)) {
            return session(sts.assumeRole(request -> request.roleArn(roleArn).roleSessionName("test")).credentials());
        }
    }

    public static AwsSessionCredentials session(Credentials issued) {
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    /** A policy that allows one action on one resource. */
    public static String allow(String action, String resource) {
        return statement("Allow", action, resource);
    }

    public static String statement(String effect, String action, String resource) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Action": "%s", "Resource": "%s"}]}""".formatted(effect, action,
                resource);
    }

    private static AwsCredentials credentials(SessionCredentials issued) {
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey().reveal(), issued.sessionToken().reveal());
    }

    /** Makes requests by hand, for what no SDK would send. */
    public WireClient wire() {
        return new WireClient(cloud.endpoint(), clock());
    }

    @Override
    public void close() {
        cloud.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
