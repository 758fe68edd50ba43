package dev.rolecall.lab.whole;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SelectedAuthScheme;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.Identity;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.Credentials;

import dev.rolecall.cloud.LocalCloud;
import dev.rolecall.cloud.LocalCloudOptions;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.lab.RunFolder;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.Shown;
import dev.rolecall.lab.target.Target;

/** A local cloud that a test takes for AWS: its clock in the test's hand, an administrator's clients, and credentials for a learner. */
public final class PlayedAws implements AutoCloseable {
    public static final String ACCOUNT = LocalCloudOptions.ACCOUNT;
    public static final String REGION = "us-east-1";
    public static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final RunFolder folder;
    private final LocalCloud cloud;
    private final AwsCredentials administrator;
    private final AwsClients clients;

    public PlayedAws() {
        this(options -> options);
    }

    public PlayedAws(UnaryOperator<LocalCloudOptions> changed) {
        try {
            folder = RunFolder.create(Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LocalCloudOptions defaults = LocalCloudOptions.defaults(folder.path());
        cloud = LocalCloud.start(changed.apply(new LocalCloudOptions(0, ACCOUNT, REGION, folder.path(), clock(), defaults.lifetimes())));
        administrator = session(cloud.administrator());
        clients = clients(administrator);
    }

    /** The clock of the cloud: the real one, and {@link #advance} on top. */
    public InstantSource clock() {
        return () -> InstantSource.system().instant().plus(ahead.get());
    }

    public void advance(Duration time) {
        ahead.updateAndGet(time::plus);
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

    /** Clients of the administrator, who sign by the cloud's clock. */
    public AwsClients clients() {
        return clients;
    }

    /**
     * The same of somebody else; whoever asks for them closes them.
     *
     * @param listeners who hear of each call, and may meddle with it
     */
    public AwsClients clients(AwsCredentials credentials, ExecutionInterceptor... listeners) {
        return new AwsClients(new Place(cloud.endpoint(), credentials,
                Stream.concat(Stream.of(signedAt(clock())), Stream.of(listeners)).toList()));
    }

    /** A fresh user with a key of his own, who may do what a policy says. */
    public AwsCredentials user(String name, String policy) {
        clients.iam().createUser(create -> create.userName(name));
        clients.iam().putUserPolicy(put -> put.userName(name).policyName("own").policyDocument(policy));
        AccessKey key = clients.iam().createAccessKey(create -> create.userName(name)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    /** A session of a fresh role, which may do what a policy says. */
    public AwsSessionCredentials role(String name, String policy) {
        String trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}""".formatted(ACCOUNT);
        String arn = clients.iam().createRole(create -> create.roleName(name).assumeRolePolicyDocument(trust)).role().arn();
        allow(name, policy);
        Credentials issued = clients.sts().assumeRole(assume -> assume.roleArn(arn).roleSessionName("learner")).credentials();
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    /** Puts a policy in place of the one that a role has. */
    public void allow(String role, String policy) {
        clients.iam().putRolePolicy(put -> put.roleName(role).policyName("own").policyDocument(policy));
    }

    /** Creates a stack that is none of the lab's, whatever its name. */
    public void somebodysStack(String name) {
        clients.cloudFormation().createStack(create -> create.stackName(name).templateBody("""
                {"Resources": {"Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "somebodys"}}}}"""));
        await().until(() -> clients.cloudFormation().describeStacks(describe -> describe.stackName(name)).stacks().getFirst()
                .stackStatus() == StackStatus.CREATE_COMPLETE);
    }

    /** What a shell of somebody with these credentials has in its environment, and nothing of the machine's own. */
    public static Map<String, String> environment(AwsCredentials credentials, Path home) {
        Map<String, String> environment = new TreeMap<>(nobody(home));
        environment.put("AWS_REGION", REGION);
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        if (credentials instanceof AwsSessionCredentials temporary) {
            environment.put("AWS_SESSION_TOKEN", temporary.sessionToken());
        }
        return environment;
    }

    /** The same of somebody without credentials. */
    public static Map<String, String> nobody(Path home) {
        return Map.of("HOME", home.toString(), "AWS_EC2_METADATA_DISABLED", "true");
    }

    /** A command line that takes this cloud for AWS. */
    public String[] arguments(String command, String... more) {
        return arguments(endpoint(), command, more);
    }

    /** The same through something in front of it. */
    static String[] arguments(URI endpoint, String command, String... more) {
        return Stream.concat(Stream.of(command, "--target", "aws", "--endpoint", endpoint.toString(), "--account", ACCOUNT, "--yes"),
                Stream.of(more)).toArray(String[]::new);
    }

    @Override
    public void close() {
        clients.close();
        cloud.close();
        folder.close();
    }

    private static AwsCredentials session(SessionCredentials issued) {
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey().reveal(), issued.sessionToken().reveal());
    }

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
        return new SelectedAuthScheme<>(selected.identity(), selected.signer(), selected.authSchemeOption()
                .copy(option -> option.putSignerProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC))));
    }

    /** The cloud as the lab's clients reach it. */
    private record Place(URI at, AwsCredentials owner, List<ExecutionInterceptor> listeners) implements Target {
        @Override
        public String name() {
            return "endpoint";
        }

        @Override
        public Shown shown() {
            return new Shown("endpoint", "Shown by a test.");
        }

        @Override
        public String account() {
            return ACCOUNT;
        }

        @Override
        public String region() {
            return REGION;
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(at);
        }

        @Override
        public Reach reach() {
            return Reach.ISOLATED;
        }

        @Override
        public AwsCredentialsProvider credentials() {
            return StaticCredentialsProvider.create(owner);
        }

        @Override
        public Pace pace() {
            return Pace.LOOPBACK;
        }

        @Override
        public boolean outlivesTheCommand() {
            return true;
        }

        @Override
        public void close() {
            // The test ends it.
        }
    }
}
