package dev.rolecall.cloud.ec2;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.instance.Instance;
import dev.rolecall.cloud.metadata.InstanceIdentity;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.network.Place;
import dev.rolecall.cloud.process.Folders;
import dev.rolecall.cloud.process.Processes;
import dev.rolecall.cloud.process.Site;
import dev.rolecall.cloud.state.State;

/**
 * The instances of the account: starts them, finds them, ends them. One that was terminated can be looked at for an hour: AWS says that it
 * is visible for a while, usually less than an hour.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/terminating-instances.html">Terminate your instance</a>
 */
final class Fleet implements AutoCloseable {
    private static final Duration VISIBLE = Duration.ofHours(1);

    private final Map<String, LaunchedInstance> instances = Collections.synchronizedMap(new LinkedHashMap<>());
    private final SecureRandom random = new SecureRandom();
    private final Site site;
    private final Processes processes;
    private final RoleCredentials roles;
    private final Network network;
    private final boolean lasting;

    /** @param site where the state has a folder for instances, that folder's */
    Fleet(Site site, Processes processes, RoleCredentials roles, Network network, State state) {
        this.site = site;
        this.processes = processes;
        this.roles = roles;
        this.network = network;
        this.lasting = state.folder("instances").isPresent();
        state.keep("ec2/instances", LaunchedInstance.Kept.class, this::kept, this::restore);
    }

    private Map<String, LaunchedInstance.Kept> kept() {
        return all().stream().map(LaunchedInstance::kept)
                .collect(Collectors.toMap(instance -> instance.settings().identity().instanceId(), Function.identity()));
    }

    private void restore(Map<String, LaunchedInstance.Kept> stored) {
        stored.values().stream().sorted(Comparator.comparingInt(LaunchedInstance.Kept::number))
                .map(kept -> new LaunchedInstance(kept, site.clock().instant()))
                .forEach(instance -> instances.put(instance.identity().instanceId(), instance));
    }

    /** Boots what ran when the cloud ended, each in its folder, and removes the folders of what does not run any more. */
    void resume() {
        Set<String> running = all().stream().filter(instance -> instance.state() == InstanceState.PENDING)
                .map(instance -> instance.identity().instanceId()).collect(Collectors.toSet());
        if (lasting) {
            Folders.in(site.instances()).stream().filter(folder -> !running.contains(folder.getFileName().toString()))
                    .forEach(Folders::remove);
        }
        running.forEach(id -> boot(find(id)));
    }

    LaunchedInstance launch(Launch launch, String reservationId) {
        InstanceIdentity identity = identity(launch);
        Optional<ProfileAssociation> association = launch.profile()
                .map(profile -> new ProfileAssociation(id(ProfileAssociation.PREFIX), profile, identity.launchTime()));
        LaunchedInstance.Settings settings = new LaunchedInstance.Settings(identity, launch.metadata(), association);
        synchronized (instances) {
            int number = instances.values().stream().mapToInt(LaunchedInstance::number).max().orElse(-1) + 1;
            LaunchedInstance instance = new LaunchedInstance(new LaunchedInstance.Kept(number, settings, launch, reservationId),
                    identity.launchTime());
            instances.put(identity.instanceId(), instance);
            return instance;
        }
    }

    /** Brings a pending instance up on a thread of its own, as AWS answers before the instance runs. */
    void boot(LaunchedInstance instance) {
        Thread.ofVirtual().name("launch " + instance.identity().instanceId()).start(() -> {
            try {
                Running started = start(instance);
                if (!instance.started(started)) {
                    started.close();
                }
            } catch (UncheckedIOException e) {
                // No folder or no port: like an instance on AWS that goes from pending to terminated.
                instance.terminated(site.clock().instant());
            }
        });
    }

    private Running start(LaunchedInstance launched) {
        Launch launch = launched.launch();
        Place place = new Place(launch.subnetId(), launched.identity().privateIp());
        Door door = network.doors().open(place);
        try {
            return new Running(Instance.start(launched.identity(), launched.metadata(), launch.decodedUserData(), launched.profile(),
                    rolesAt(place), site.at(door.endpoint()), processes), door);
        } catch (UncheckedIOException e) {
            door.close();
            throw e;
        }
    }

    /** Credentials say in which VPC they were delivered. */
    private RoleCredentials rolesAt(Place place) {
        Optional<String> vpc = network.networks().vpcOf(place);
        return (service, role, session, context) -> {
            Map<String, List<String>> located = new HashMap<>(context);
            vpc.ifPresent(id -> located.put("aws:Ec2InstanceSourceVpc", List.of(id)));
            return roles.assume(service, role, session, located);
        };
    }

    /** Stops an instance on a thread of its own, and returns the state it was in. */
    InstanceState terminate(LaunchedInstance instance) {
        InstanceState before = instance.shutDown();
        if (before == InstanceState.SHUTTING_DOWN || before == InstanceState.TERMINATED) {
            return before;
        }
        Thread.ofVirtual().name("terminate " + instance.identity().instanceId()).start(() -> {
            instance.running().ifPresent(Running::close);
            instance.terminated(site.clock().instant());
        });
        return before;
    }

    LaunchedInstance find(String instanceId) {
        if (!instanceId.matches("i-[0-9a-f]{8}([0-9a-f]{9})?")) {
            throw new AwsException("InvalidInstanceID.Malformed", 400, "Invalid id: \"" + instanceId + "\"");
        }
        forget();
        return Optional.ofNullable(instances.get(instanceId)).orElseThrow(
                () -> new AwsException("InvalidInstanceID.NotFound", 400, "The instance ID '" + instanceId + "' does not exist"));
    }

    /** One that has not ended. */
    LaunchedInstance findAlive(String instanceId) {
        LaunchedInstance instance = find(instanceId);
        InstanceState state = instance.state();
        if (state == InstanceState.SHUTTING_DOWN || state == InstanceState.TERMINATED) {
            throw new AwsException("IncorrectInstanceState", 400,
                    "The instance '" + instanceId + "' is not in a state from which it can be changed: it is " + state.wireName() + ".");
        }
        return instance;
    }

    /** An instance as policies see it, whether it is there or not. */
    Resource resource(Ec2Arns arns, String instanceId, Map<String, List<String>> more) {
        Map<String, List<String>> keys = new TreeMap<>(more);
        LaunchedInstance known = instances.get(instanceId);
        if (known != null) {
            keys.putAll(InstanceKeys.of(known));
        } else if (!instanceId.equals("*")) {
            keys.put("ec2:InstanceID", List.of(instanceId));
        }
        return arns.own("instance", instanceId, keys);
    }

    List<LaunchedInstance> all() {
        forget();
        synchronized (instances) {
            return List.copyOf(instances.values());
        }
    }

    private void forget() {
        Instant oldest = site.clock().instant().minus(VISIBLE);
        synchronized (instances) {
            instances.values().removeIf(instance -> instance.endedBefore(oldest));
        }
    }

    String id(String prefix) {
        byte[] bytes = new byte[9];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes).substring(1);
    }

    /** Ends all of them; where they last, as if their machine had lost its power. */
    @Override
    public void close() {
        for (LaunchedInstance instance : all()) {
            instance.shutDown();
            instance.running().ifPresent(lasting ? Running::stop : Running::close);
            instance.terminated(site.clock().instant());
        }
    }

    private InstanceIdentity identity(Launch launch) {
        String family = launch.instanceType().replaceFirst("\\..*", "");
        String architecture = family.matches("a1|[a-z]+\\d+g[a-z]*") ? "arm64" : "x86_64";
        byte[] mac = new byte[5];
        random.nextBytes(mac);
        String address = launch.privateIp().or(() -> launch.subnetId().flatMap(network.networks()::address))
                .orElseGet(() -> "10.0." + random.nextInt(256) + "." + (4 + random.nextInt(250)));
        return new InstanceIdentity(id("i-"), launch.imageId(), launch.instanceType(), architecture, site.accountId(), site.region(),
                launch.availabilityZone().orElse(site.region() + "a"), address, "02:" + HexFormat.ofDelimiter(":").formatHex(mac),
                site.clock().instant().truncatedTo(ChronoUnit.SECONDS), launch.tags());
    }
}
