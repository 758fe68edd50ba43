package dev.rolecall.cloud.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.metadata.InstanceIdentity;
import dev.rolecall.cloud.metadata.InstanceProfile;
import dev.rolecall.cloud.metadata.MetadataOptions;

/** An instance as the API knows it, from its launch until some time after its end. */
final class LaunchedInstance {
    private final Launch launch;
    private final int number;
    private final String reservationId;
    private InstanceState state;
    private Optional<Running> running = Optional.empty();
    private Settings settings;
    private Optional<Instant> ended;

    /** What of an instance can change while it is there. */
    record Settings(InstanceIdentity identity, MetadataOptions metadata, Optional<ProfileAssociation> association) {
        Settings with(MetadataOptions changed) {
            return new Settings(identity, changed, association);
        }

        Settings with(Optional<ProfileAssociation> changed) {
            return new Settings(identity, metadata, changed);
        }

        Settings tagged(Map<String, String> changed) {
            return new Settings(identity.tagged(changed), metadata, association);
        }
    }

    /**
     * An instance as it is kept.
     *
     * @param number larger than that of whatever was launched before and is known still
     * @param ended  when it was terminated
     */
    record Kept(int number, Settings settings, Launch launch, String reservationId, InstanceState state, Optional<Instant> ended) {
        Kept(int number, Settings settings, Launch launch, String reservationId) {
            this(number, settings, launch, reservationId, InstanceState.PENDING, Optional.empty());
        }
    }

    /** One that is still to be started, or had ended before. */
    LaunchedInstance(Kept kept, Instant now) {
        this.number = kept.number();
        this.settings = kept.settings();
        this.launch = kept.launch();
        this.reservationId = kept.reservationId();
        this.state = switch (kept.state()) {
            case PENDING, RUNNING -> InstanceState.PENDING;
            case SHUTTING_DOWN, TERMINATED -> InstanceState.TERMINATED;
        };
        this.ended = state == InstanceState.TERMINATED ? kept.ended().or(() -> Optional.of(now)) : Optional.empty();
    }

    synchronized Kept kept() {
        return new Kept(number, settings, launch, reservationId, state, ended);
    }

    synchronized Settings settings() {
        return settings;
    }

    InstanceIdentity identity() {
        return settings().identity();
    }

    MetadataOptions metadata() {
        return settings().metadata();
    }

    Optional<InstanceProfile> profile() {
        return settings().association().map(ProfileAssociation::profile);
    }

    /** What the instance finds in its metadata service changes at once. */
    synchronized Settings change(UnaryOperator<Settings> change) {
        settings = change.apply(settings);
        running.ifPresent(this::serve);
        return settings;
    }

    private void serve(Running it) {
        it.instance().metadata().serve(settings.identity(), settings.metadata(), settings.association().map(ProfileAssociation::profile));
    }

    Launch launch() {
        return launch;
    }

    String reservationId() {
        return reservationId;
    }

    synchronized InstanceState state() {
        return state;
    }

    synchronized Optional<Running> running() {
        return running;
    }

    /** Takes what was started; false when the instance was ended in the meantime, and the caller has to close it. */
    synchronized boolean started(Running instance) {
        if (state != InstanceState.PENDING) {
            return false;
        }
        // What was changed while it came up.
        serve(instance);
        running = Optional.of(instance);
        state = InstanceState.RUNNING;
        return true;
    }

    /** Begins the end, and returns the state before it. */
    synchronized InstanceState shutDown() {
        InstanceState before = state;
        if (state != InstanceState.TERMINATED) {
            state = InstanceState.SHUTTING_DOWN;
        }
        return before;
    }

    synchronized void terminated(Instant now) {
        state = InstanceState.TERMINATED;
        ended = ended.or(() -> Optional.of(now));
    }

    synchronized boolean endedBefore(Instant time) {
        return ended.filter(time::isAfter).isPresent();
    }

    int number() {
        return number;
    }

    /** An item of {@code instanceStatusSet}: a process that runs can be reached, and nothing else is checked here. */
    ObjectNode status() {
        InstanceState now = state();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("instanceId", identity().instanceId()).put("availabilityZone",
                identity().availabilityZone());
        node.set("instanceState", now.node());
        for (String checked : List.of("systemStatus", "instanceStatus")) {
            ObjectNode status = node.putObject(checked);
            if (now == InstanceState.RUNNING) {
                status.put("status", "ok").putArray("details").addObject().put("name", "reachability").put("status", "passed");
            } else {
                status.put("status", "not-applicable");
            }
        }
        return node;
    }

    /** An item of {@code instancesSet}. */
    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        InstanceIdentity identity = identity();
        node.put("instanceId", identity.instanceId()).put("imageId", identity.imageId());
        node.set("instanceState", state().node());
        node.put("privateDnsName", identity.hostName()).put("dnsName", "").put("amiLaunchIndex", 0);
        node.put("instanceType", identity.instanceType()).put("launchTime", identity.launchTime().toString());
        node.putObject("placement").put("availabilityZone", identity.availabilityZone()).put("tenancy", "default");
        node.putObject("monitoring").put("state", "disabled");
        launch.subnetId().ifPresent(subnet -> node.put("subnetId", subnet));
        node.put("privateIpAddress", identity.privateIp()).put("architecture", identity.architecture());
        node.put("rootDeviceType", "ebs").put("rootDeviceName", "/dev/xvda").put("virtualizationType", "hvm").put("hypervisor", "xen");
        ArrayNode groups = node.putArray("groupSet");
        launch.securityGroups().forEach(group -> groups.addObject().put("groupId", group));
        profile().ifPresent(profile -> node.set("iamInstanceProfile", ProfileAssociation.node(profile)));
        node.set("metadataOptions", MetadataSettings.node(metadata()).put("state", "applied"));
        ArrayNode tags = node.putArray("tagSet");
        identity.tags().forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return node;
    }
}
