package dev.rolecall.cloud;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import dev.rolecall.cloud.cloudformation.AcceptedOperations;
import dev.rolecall.cloud.cloudformation.CloudFormationService;
import dev.rolecall.cloud.cloudformation.Surroundings;
import dev.rolecall.cloud.ec2.Ec2Service;
import dev.rolecall.cloud.lambda.LambdaService;
import dev.rolecall.cloud.lambda.RuntimeKind;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.gateway.ObjectReader;
import dev.rolecall.cloud.gateway.SessionCallers;
import dev.rolecall.cloud.s3.S3Permissions;
import dev.rolecall.cloud.sts.ServiceRoles;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.audit.AuditTrail;
import dev.rolecall.cloud.gateway.Dispatcher;
import dev.rolecall.cloud.gateway.HttpGateway;
import dev.rolecall.cloud.iam.IamService;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.s3.Buckets;
import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.s3.S3Service;
import dev.rolecall.cloud.ssm.SsmService;
import dev.rolecall.cloud.sts.RoleSessions;
import dev.rolecall.cloud.sts.StsService;
import dev.rolecall.iam.ExplanationJson;

/**
 * A running local cloud: AWS's wire protocols on loopback, IAM enforced, instances and functions as processes. Everything it starts
 * ends when it is closed.
 */
public final class LocalCloud implements AutoCloseable {
    private static final Duration ADMINISTRATOR_SESSION = Duration.ofHours(12);

    private final LocalCloudOptions options;
    private final AuditTrail trail = new AuditTrail();
    private final RoleSessions sessions;
    private final Identity.Role administrator;
    private final ObjectStore store = new ObjectStore();
    private final Processes processes = Processes.open();
    private final Ec2Service ec2;
    private final LambdaService lambda;
    private final HttpGateway gateway;

    private LocalCloud(LocalCloudOptions options) {
        this.options = options;
        Account account = new Account(options.accountId());
        Map<String, Account> accounts = Map.of(account.id(), account);
        Credentials credentials = new Credentials();
        Dispatcher dispatcher = new Dispatcher(accounts, trail, options.clock());
        Instant now = options.clock().instant();
        this.sessions = new RoleSessions(credentials, options.clock());
        this.administrator = Bootstrap.administrator(account, now);
        Buckets buckets = new Buckets();
        SsmService ssm = new SsmService(options.region(), options.accountId());
        ssm.seed(Bootstrap.VERSION_PARAMETER, Bootstrap.VERSION, now);
        dispatcher.register(ssm);
        dispatcher.register(new StsService(accounts, credentials, sessions));
        dispatcher.register(new IamService(accounts, credentials));
        dispatcher.register(new S3Service(buckets, store, options.region()));
        Site site = new Site(options.accountId(), options.region(), options.directory(), this::endpoint, options.clock(), options.lifetimes());
        ServiceRoles roles = new ServiceRoles(account, sessions,
                (caller, call, permissions) -> dispatcher.run(caller, call, UUID.randomUUID().toString(), () -> permissions, () -> call),
                options.lifetimes());
        ObjectReader objects = new ObjectReader(dispatcher, store, new S3Permissions(buckets));
        this.ec2 = new Ec2Service(site, processes, nameOrArn -> profile(account, nameOrArn), roles);
        this.lambda = new LambdaService(site, processes, objects::open, roles, RuntimeKind.ofThisMachine());
        dispatcher.register(ec2);
        dispatcher.register(ec2.name(), AcceptedOperations.ec2(options.region()));
        dispatcher.register(AcceptedOperations.logs(options.region()));
        dispatcher.register(lambda);
        StackAccess stacks = new StackAccess(account, options.region(), dispatcher, objects, roles, options.clock());
        dispatcher.register(new CloudFormationService(
                new Surroundings(options.region(), dispatcher, ssm::value, stacks::template, stacks::role, options.clock())));
        Session setUp = session("bootstrap");
        Caller caller = SessionCallers.of(setUp, Map.of(), options.region(), now);
        Bootstrap.assets(dispatcher, caller, options.accountId(), options.region());
        this.gateway = new HttpGateway(options.port(), new HttpGateway.Backend(accounts, credentials, dispatcher, buckets, store,
                options.accountId(), options.region(), options.clock()));
    }

    /**
     * Starts a local cloud.
     *
     * @throws PortTakenException where the main port is in use
     */
    public static LocalCloud start(LocalCloudOptions options) {
        try {
            return new LocalCloud(options);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof BindException ? new PortTakenException(options.port()) : e;
        }
    }

    /** The endpoint for every client of every service. */
    public URI endpoint() {
        return gateway.endpoint();
    }

    /** A second endpoint on which {@code aws:SecureTransport} is false. */
    public URI plainHttpEndpoint() {
        return gateway.plainHttpEndpoint();
    }

    public String accountId() {
        return options.accountId();
    }

    public String region() {
        return options.region();
    }

    /** A fresh session of the administrator role, twelve hours long. */
    public SessionCredentials administrator() {
        return session("administrator").credentials();
    }

    /** Why a request was denied, by the request id that its answer carried. */
    public Optional<ObjectNode> explanation(String requestId) {
        return trail.byRequestId(requestId).flatMap(AuditRecord::decision).map(ExplanationJson::of);
    }

    private static Optional<InstanceProfile> profile(Account account, String nameOrArn) {
        return account.instanceProfile(nameOrArn).flatMap(profile -> profile.role().map(account.roles()::get)
                .map(role -> new InstanceProfile(profile.arn(), profile.id(), role.arn())));
    }

    private Session session(String name) {
        return sessions.issue(administrator, options.accountId(), name, ADMINISTRATOR_SESSION, Optional.empty(), Map.of());
    }

    @Override
    public void close() {
        // All processes at once first, then what is left of each.
        processes.close();
        ec2.close();
        lambda.close();
        gateway.close();
        store.close();
    }
}
