package dev.rolecall.lab.target.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.sts.model.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.instance.Instance;
import dev.rolecall.cloud.metadata.InstanceIdentity;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.metadata.MetadataOptions;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Machines;
import dev.rolecall.lab.target.Target;

/**
 * Programs that run in place of instances which an emulator only has on record: each is started when its console is first asked for, acts
 * out the user data that the emulator has, and gets its role's credentials from the emulator's STS.
 */
final class StandInInstances implements Machines, AutoCloseable {
    /** STS's default; LocalStack knows no service that hands out longer ones. */
    private static final Duration SESSION = Duration.ofHours(1);

    private final AwsClients clients;
    private final Site site;
    private final Processes processes;
    private final Map<String, Instance> running = new ConcurrentHashMap<>();

    StandInInstances(Target target, Path directory, InstantSource clock) {
        this.clients = new AwsClients(target);
        this.site = new Site(target.account(), target.region(), directory, () -> target.endpoint().orElseThrow(), clock,
                new Lifetimes(SESSION, SESSION.dividedBy(2), SESSION));
        this.processes = Processes.open(List.of(site.instances()));
    }

    @Override
    public String console(String instanceId) {
        return running.computeIfAbsent(instanceId, this::start).console().snapshot().text();
    }

    private Instance start(String instanceId) {
        software.amazon.awssdk.services.ec2.model.Instance known = clients.ec2()
                .describeInstances(describe -> describe.instanceIds(instanceId)).reservations().getFirst().instances().getFirst();
        InstanceIdentity identity = new InstanceIdentity(instanceId, known.imageId(), known.instanceTypeAsString(), "arm64",
                site.accountId(), site.region(), site.region() + "a", Optional.ofNullable(known.privateIpAddress()).orElse("10.0.0.10"),
                "02:00:00:00:00:01", site.clock().instant(), Map.of());
        return Instance.start(identity, new MetadataOptions(true, 1, true, false), userData(instanceId), worn(instanceId), this::assume,
                site,
                processes);
    }

    private Optional<byte[]> userData(String instanceId) {
        return Optional
                .ofNullable(clients.ec2()
                        .describeInstanceAttribute(
                                describe -> describe.instanceId(instanceId).attribute(InstanceAttributeName.USER_DATA))
                        .userData().value())
                .map(Base64.getMimeDecoder()::decode);
    }

    private Optional<InstanceProfile> worn(String instanceId) {
        return profile(instanceId).map(arn -> {
            String name = arn.substring(arn.lastIndexOf('/') + 1);
            var profile = clients.iam().getInstanceProfile(get -> get.instanceProfileName(name)).instanceProfile();
            return new InstanceProfile(profile.arn(), profile.instanceProfileId(), profile.roles().getFirst().arn());
        });
    }

    /** LocalStack (4.14.0) attaches no profile to an instance of a stack; the stack's template says which one it should be. */
    @Override
    public Optional<String> profile(String instanceId) {
        return clients.cloudFormation().describeStacks().stacks().stream()
                .map(stack -> clients.cloudFormation().describeStackResources(describe -> describe.stackName(stack.stackId()))
                        .stackResources())
                .flatMap(resources -> resources.stream().filter(resource -> instanceId.equals(resource.physicalResourceId()))
                        .flatMap(instance -> inTemplate(instance, resources).stream()))
                .findFirst();
    }

    private Optional<String> inTemplate(StackResource instance, List<StackResource> resources) {
        JsonNode template = JsonMapper.shared()
                .readTree(clients.cloudFormation().getTemplate(get -> get.stackName(instance.stackId())).templateBody());
        String logicalId = template.path("Resources").path(instance.logicalResourceId()).path("Properties").path("IamInstanceProfile")
                .path("Ref").asString("");
        return resources.stream().filter(resource -> resource.logicalResourceId().equals(logicalId)).findFirst()
                .map(profile -> clients.iam().getInstanceProfile(get -> get.instanceProfileName(profile.physicalResourceId()))
                        .instanceProfile().arn());
    }

    private SessionCredentials assume(String service, String roleArn, String sessionName, Map<String, List<String>> context) {
        Instant now = site.clock().instant();
        Credentials issued = clients.sts().assumeRole(assume -> assume.roleArn(roleArn).roleSessionName(sessionName)
                .durationSeconds(Math.toIntExact(SESSION.toSeconds()))).credentials();
        return new SessionCredentials(issued.accessKeyId(), new Secret(issued.secretAccessKey()), new Secret(issued.sessionToken()), now,
                issued.expiration());
    }

    @Override
    public void close() {
        processes.close();
        running.values().forEach(Instance::close);
        clients.close();
    }
}
