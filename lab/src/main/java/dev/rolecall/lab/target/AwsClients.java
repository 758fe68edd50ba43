package dev.rolecall.lab.target;

import java.util.List;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS clients of a target. Endpoint, region and credentials come from the target alone, all else as far as its {@link Reach} goes. */
public final class AwsClients implements AutoCloseable {
    private final Target target;
    private final ClientSetup setup;
    private final Lazy<CloudFormationClient> cloudFormation = lazy(() -> build(CloudFormationClient.builder()));
    private final Lazy<S3Client> s3 = lazy(() -> build(S3Client.builder().forcePathStyle(pathStyle())));
    private final Lazy<Ec2Client> ec2 = lazy(() -> build(Ec2Client.builder()));
    private final Lazy<LambdaClient> lambda = lazy(() -> build(LambdaClient.builder()));
    private final Lazy<EcsClient> ecs = lazy(() -> build(EcsClient.builder()));
    private final Lazy<IamClient> iam = lazy(() -> build(IamClient.builder()));
    private final Lazy<StsClient> sts = lazy(() -> build(StsClient.builder()));
    private final Lazy<SsmClient> ssm = lazy(() -> build(SsmClient.builder()));
    private final Lazy<SchedulerClient> scheduler = lazy(() -> build(SchedulerClient.builder()));
    private final Lazy<CloudWatchLogsClient> logs = lazy(() -> build(CloudWatchLogsClient.builder()));
    private final Lazy<ResourceGroupsTaggingApiClient> tagging = lazy(() -> build(ResourceGroupsTaggingApiClient.builder()));

    public AwsClients(Target target) {
        this.target = target;
        this.setup = ClientSetup.of(target.reach(), target.region(), target.credentials(), target.endpoint(), target.listeners());
    }

    public CloudFormationClient cloudFormation() {
        return cloudFormation.get();
    }

    public S3Client s3() {
        return s3.get();
    }

    public Ec2Client ec2() {
        return ec2.get();
    }

    public LambdaClient lambda() {
        return lambda.get();
    }

    public EcsClient ecs() {
        return ecs.get();
    }

    public IamClient iam() {
        return iam.get();
    }

    public StsClient sts() {
        return sts.get();
    }

    public SsmClient ssm() {
        return ssm.get();
    }

    public SchedulerClient scheduler() {
        return scheduler.get();
    }

    public CloudWatchLogsClient logs() {
        return logs.get();
    }

    public ResourceGroupsTaggingApiClient tagging() {
        return tagging.get();
    }

    /** Builds the clients that a deployment needs, while something else is still being waited for. */
    public void warmUp() {
        for (Lazy<?> client : List.of(cloudFormation, s3, ec2, lambda)) {
            client.get();
        }
    }

    @Override
    public void close() {
        for (Lazy<?> client : List.of(cloudFormation, s3, ec2, lambda, ecs, iam, sts, ssm, scheduler, logs, tagging)) {
            client.close();
        }
        setup.close();
    }

    private static <T extends SdkClient> Lazy<T> lazy(Supplier<T> build) {
        return new Lazy<>(build);
    }

    /** A bucket's name cannot be looked up as a host below an endpoint of another kind than AWS's. */
    private boolean pathStyle() {
        return target.endpoint().isPresent();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return setup.build(builder);
    }
}
