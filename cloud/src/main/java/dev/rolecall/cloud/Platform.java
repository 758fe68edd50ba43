package dev.rolecall.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.audit.AuditTrail;
import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.cloudformation.AcceptedOperations;
import dev.rolecall.cloud.cloudformation.CloudFormationService;
import dev.rolecall.cloud.cloudformation.Surroundings;
import dev.rolecall.cloud.cloudtrail.CloudTrailService;
import dev.rolecall.cloud.ec2.Ec2Service;
import dev.rolecall.cloud.ec2.Network;
import dev.rolecall.cloud.ecr.EcrService;
import dev.rolecall.cloud.ecs.EcsService;
import dev.rolecall.cloud.ecs.Fargate;
import dev.rolecall.cloud.gateway.Dispatcher;
import dev.rolecall.cloud.gateway.HttpGateway;
import dev.rolecall.cloud.gateway.ObjectReader;
import dev.rolecall.cloud.gateway.SessionCallers;
import dev.rolecall.cloud.iam.IamService;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.identity.SessionTerms;
import dev.rolecall.cloud.lambda.LambdaService;
import dev.rolecall.cloud.lambda.RuntimeKind;
import dev.rolecall.cloud.logs.LogsService;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.organizations.Organization;
import dev.rolecall.cloud.organizations.OrganizationsService;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.s3.Buckets;
import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.s3.S3Permissions;
import dev.rolecall.cloud.s3.S3Service;
import dev.rolecall.cloud.scheduler.SchedulerService;
import dev.rolecall.cloud.scheduler.Targets;
import dev.rolecall.cloud.ssm.SsmService;
import dev.rolecall.cloud.sts.AuthorizationMessages;
import dev.rolecall.cloud.sts.ServiceRoles;
import dev.rolecall.cloud.sts.Sessions;
import dev.rolecall.cloud.sts.StsService;
import dev.rolecall.cloud.tagging.TaggingService;

/** Everything behind the ports: the account, the services, and what they run. */
final class Platform implements AutoCloseable {
    private static final Duration ADMINISTRATOR_SESSION = Duration.ofHours(12);

    private final LocalCloudOptions options;
    private final AuditTrail trail = new AuditTrail();
    private final LastUses uses = new LastUses();
    private final Credentials credentials = new Credentials();
    private final Networks networks = new Networks();
    private final AuthorizationMessages messages = new AuthorizationMessages();
    private final Buckets buckets = new Buckets();
    private final ObjectStore store = new ObjectStore();
    private final Processes processes;
    private final Account account;
    private final Dispatcher dispatcher;
    private final Sessions sessions;
    private final Identity.Role administrator;
    private final Ec2Service ec2;
    private final LambdaService lambda;
    private final SchedulerService scheduler;
    private final EcsService ecs;

    /**
     * @param endpoint the gateway's, known once it listens
     * @param doors    opens an instance's own port of it
     */
    Platform(LocalCloudOptions options, Supplier<URI> endpoint, Door.Opener doors) {
        this.options = options;
        this.account = new Account(options.accountId(), options.clock().instant());
        this.dispatcher = new Dispatcher(accounts(), networks, options.organization().map(_ -> Organization.example()), trail,
                uses, options.clock());
        this.sessions = new Sessions(credentials, options.clock());
        this.administrator = Bootstrap.administrator(account, options.clock().instant());
        ServiceRoles roles = new ServiceRoles(account, sessions,
                (caller, call, permissions) -> dispatcher.run(caller, call, UUID.randomUUID().toString(), () -> permissions, () -> call),
                options.lifetimes());
        ObjectReader objects = new ObjectReader(dispatcher, store, new S3Permissions(buckets, store));
        Site site = new Site(options.accountId(), options.region(), options.directory(), endpoint, options.clock(), options.lifetimes());
        this.processes = Processes.open(folders(site));
        AcceptedOperations network = new AcceptedOperations(options.region(), networks);
        this.ec2 = new Ec2Service(site, processes, this::instanceProfile, roles, new Network(networks, network, doors));
        RoleCallers callers = new RoleCallers(account, options.region(), roles, options.clock());
        LogsService logs = new LogsService(options.region(), options.accountId());
        this.lambda = new LambdaService(site, processes, objects::open, roles,
                new FunctionLogGroups(credentials, logs, callers, dispatcher)::begin, RuntimeKind.ofThisMachine());
        this.ecs = new EcsService(new Fargate(site, processes, roles,
                (session, call) -> dispatcher.invoke(credentials.session(session.accessKeyId()).map(callers::caller).orElseThrow(), call),
                networks, doors));
        this.scheduler = new SchedulerService(options.region(), options.accountId(),
                new Targets(dispatcher, dispatcher::knows, callers::ofSchedule), options.clock());
        bootstrap(register(callers, new StackTemplates(objects), logs, network));
    }

    private CloudFormationService register(RoleCallers callers, StackTemplates templates, LogsService logs,
            AcceptedOperations network) {
        SsmService ssm = new SsmService(options.region(), options.accountId());
        EcrService ecr = new EcrService(options.region(), options.accountId());
        CloudFormationService stacks = new CloudFormationService(
                new Surroundings(options.region(), dispatcher, ssm::value, templates::read, callers::ofStack, options.clock()));
        S3Service s3 = new S3Service(buckets, store, options.region());
        List.of(ssm, new StsService(accounts(), credentials, sessions, messages), new IamService(accounts(), credentials, uses), s3, ec2,
                ecr, logs, lambda, ecs,
                scheduler, stacks, new TaggingService(List.of(ec2, network, s3, lambda, logs, scheduler, stacks, ecr, ecs)),
                new OrganizationsService(options.organization()), new CloudTrailService(trail, options.region()))
                .forEach(dispatcher::register);
        dispatcher.register(ec2.name(), network.ec2());
        return stacks;
    }

    /** By the administrator, as anybody would do it. */
    private void bootstrap(CloudFormationService stacks) {
        Instant now = options.clock().instant();
        Caller caller = SessionCallers.of(administrator("bootstrap"), account, options.region(), now);
        dispatcher.invoke(caller, new ApiCall(stacks.name(), "CreateStack", Bootstrap.toolkit()));
        stacks.await(account.id(), Bootstrap.TOOLKIT);
    }

    HttpGateway.Backend backend() {
        return new HttpGateway.Backend(accounts(), credentials, dispatcher, messages, buckets, store, networks, options.accountId(),
                options.region(),
                options.clock());
    }

    AuditTrail trail() {
        return trail;
    }

    Session administrator(String sessionName) {
        return sessions.ofRole(administrator, options.accountId(), sessionName, ADMINISTRATOR_SESSION, SessionTerms.NONE);
    }

    /** What must not be left on disk: it can hold secrets. */
    private List<Path> folders(Site site) {
        return Stream.concat(Stream.of(site.instances(), site.functions(), site.tasks()), options.temporary().stream()).toList();
    }

    private Map<String, Account> accounts() {
        return Map.of(account.id(), account);
    }

    private Optional<InstanceProfile> instanceProfile(String nameOrArn) {
        return account.instanceProfile(nameOrArn).flatMap(profile -> profile.role().map(account.roles()::get)
                .map(role -> new InstanceProfile(profile.arn(), profile.id(), role.arn())));
    }

    @Override
    public void close() {
        scheduler.close();
        // All processes at once first, then what is left of each.
        processes.stop();
        ec2.close();
        ecs.close();
        lambda.close();
        store.close();
        processes.close();
    }
}
