package dev.rolecall.lab.target;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;

/**
 * How clients are built. Isolated ones see no profile file, no environment variable, no proxy and no metadata service of the machine.
 */
public final class ClientSetup implements AutoCloseable {
    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();
    /** Longer than the lesson's functions may run, which is half a minute: a call that is given up is repeated, and invokes twice. */
    private static final Duration ANSWER = Duration.ofSeconds(70);

    private final Reach reach;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final Optional<URI> endpoint;
    private final List<ExecutionInterceptor> listeners;
    private final SdkHttpClient http;

    private ClientSetup(Reach reach, Region region, AwsCredentialsProvider credentials, Optional<URI> endpoint,
            List<ExecutionInterceptor> listeners) {
        this.listeners = listeners;
        this.reach = reach;
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.http = switch (reach) {
            case ISOLATED -> UrlConnectionHttpClient.builder().socketTimeout(ANSWER).proxyConfiguration(
                    ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariablesValues(false).build()).build();
            case AS_CONFIGURED -> UrlConnectionHttpClient.builder().socketTimeout(ANSWER).build();
        };
    }

    /**
     * For one target; with {@link Reach#ISOLATED} the whole process turns away from the machine's AWS configuration.
     *
     * @param listeners hear of every call
     */
    public static ClientSetup of(Reach reach, String region, AwsCredentialsProvider credentials, Optional<URI> endpoint,
            List<ExecutionInterceptor> listeners) {
        if (reach == Reach.ISOLATED) {
            isolate();
        }
        return new ClientSetup(reach, Region.of(region), credentials, endpoint, listeners);
    }

    /** Builds one client of one service. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        builder.httpClient(http).region(region).credentialsProvider(credentials);
        if (reach == Reach.ISOLATED) {
            builder.fipsEnabled(false).dualstackEnabled(false);
        }
        return builder.overrideConfiguration(this::override).build();
    }

    private void override(ClientOverrideConfiguration.Builder override) {
        listeners.forEach(override::addExecutionInterceptor);
        if (reach == Reach.ISOLATED) {
            override.defaultProfileFile(NO_PROFILES).defaultProfileName("rolecall");
        }
    }

    private static void isolate() {
        // The SDK (2.57.8) parses the machine's profile files before it looks at those that it was given; a broken one would stop it.
        String nowhere = Path.of(System.getProperty("java.home"), "no-aws-profile").toString();
        System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), nowhere);
        System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), nowhere);
        // Neither kind of endpoint exists on loopback; the clients that act for an instance are built elsewhere in this process.
        System.setProperty(SdkSystemSetting.AWS_USE_FIPS_ENDPOINT.property(), "false");
        System.setProperty(SdkSystemSetting.AWS_USE_DUALSTACK_ENDPOINT.property(), "false");
    }

    @Override
    public void close() {
        http.close();
    }
}
