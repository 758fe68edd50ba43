package dev.rolecall.lab.target;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The AWS clients of a target. Endpoint, region and credentials come from the target alone: no profile file, no environment variable, no
 * proxy and no metadata service of the machine is asked, so that a learner's own AWS set-up is neither used nor able to interfere.
 */
public final class AwsClients implements AutoCloseable {
    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    static {
        // The SDK (2.57.8) parses the machine's profile files before it looks at those that it was given; a broken one would stop it.
        String nowhere = Path.of(System.getProperty("java.home"), "no-aws-profile").toString();
        System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), nowhere);
        System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), nowhere);
        // Neither kind of endpoint exists on loopback; the clients that act for an instance are built elsewhere in this process.
        System.setProperty(SdkSystemSetting.AWS_USE_FIPS_ENDPOINT.property(), "false");
        System.setProperty(SdkSystemSetting.AWS_USE_DUALSTACK_ENDPOINT.property(), "false");
    }

    private final Target target;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder().proxyConfiguration(
            ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariablesValues(false).build()).build();
    private final Lazy<CloudFormationClient> cloudFormation = lazy(() -> build(CloudFormationClient.builder()));
    private final Lazy<S3Client> s3 = lazy(() -> build(S3Client.builder().forcePathStyle(true)));
    private final Lazy<Ec2Client> ec2 = lazy(() -> build(Ec2Client.builder()));
    private final Lazy<LambdaClient> lambda = lazy(() -> build(LambdaClient.builder()));
    private final Lazy<IamClient> iam = lazy(() -> build(IamClient.builder()));
    private final Lazy<StsClient> sts = lazy(() -> build(StsClient.builder()));

    public AwsClients(Target target) {
        this.target = target;
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

    public IamClient iam() {
        return iam.get();
    }

    public StsClient sts() {
        return sts.get();
    }

    /** Builds the clients that a deployment needs, while something else is still being waited for. */
    public void warmUp() {
        for (Lazy<?> client : List.of(cloudFormation, s3, ec2, lambda)) {
            client.get();
        }
    }

    @Override
    public void close() {
        for (Lazy<?> client : List.of(cloudFormation, s3, ec2, lambda, iam, sts)) {
            client.close();
        }
        http.close();
    }

    private static <T extends SdkClient> Lazy<T> lazy(Supplier<T> build) {
        return new Lazy<>(build);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return builder.httpClient(http).region(Region.of(target.region())).credentialsProvider(target.credentials())
                .endpointOverride(target.endpoint()).fipsEnabled(false).dualstackEnabled(false)
                .overrideConfiguration(override -> override.defaultProfileFile(NO_PROFILES).defaultProfileName("rolecall")).build();
    }
}
