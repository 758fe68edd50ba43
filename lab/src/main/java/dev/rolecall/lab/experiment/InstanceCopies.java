package dev.rolecall.lab.experiment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.Witness;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.target.ServiceError;

/**
 * Copies of an instance of the lesson that differ in their user data: image, network, profile, metadata options and tags are its own. They are terminated as
 * soon as they have told what they saw; a stack cannot be deleted while one of them is in its network.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html">RunInstances</a>
 */
public final class InstanceCopies implements Copies {
    private final AwsClients clients;
    private final Witness witness;
    private final Pace pace;
    private final InstantSource clock;
    private final Undo undo;
    private final Instant settled;
    private final Set<String> launched = new ConcurrentSkipListSet<>();

    /** @param settled until then a refusal proves nothing: IAM may still be making known who may read */
    public InstanceCopies(AwsClients clients, Witness witness, Pace pace, InstantSource clock, Undo undo, Instant settled) {
        this.clients = clients;
        this.witness = witness;
        this.pace = pace;
        this.clock = clock;
        this.undo = undo;
        this.settled = settled;
    }

    @Override
    public List<Evidence> read(String instanceId, List<UnaryOperator<UserData>> changes) throws InterruptedException {
        Instance original = described(instanceId).orElseThrow();
        UserData userData = userData(instanceId);
        List<String> copies = new ArrayList<>();
        List<Evidence> told = new ArrayList<>();
        try {
            for (UnaryOperator<UserData> change : changes) {
                copies.add(launch(original, change.apply(userData)));
            }
            for (String copy : copies) {
                told.add(evidence(copy));
            }
        } finally {
            terminate(copies);
        }
        return List.copyOf(told);
    }

    /** Terminates what is left, and waits until all are gone. */
    public void end() throws InterruptedException {
        List<String> left = List.copyOf(launched);
        terminate(left);
        Optional<Boolean> gone = pace.await(clock, () -> left.stream().allMatch(this::isGone) ? Optional.of(true) : Optional.empty());
        if (gone.isPresent()) {
            left.forEach(launched::remove);
        }
    }

    private String launch(Instance original, UserData userData) {
        RunInstancesRequest.Builder copy = RunInstancesRequest.builder().minCount(1).maxCount(1).imageId(original.imageId())
                .instanceType(original.instanceType()).subnetId(original.subnetId())
                .securityGroupIds(original.securityGroups().stream().map(group -> group.groupId()).toList())
                .metadataOptions(options -> options.httpEndpoint(original.metadataOptions().httpEndpointAsString())
                        .httpTokens(original.metadataOptions().httpTokensAsString())
                        .httpPutResponseHopLimit(original.metadataOptions().httpPutResponseHopLimit()))
                .userData(Base64.getEncoder().encodeToString(userData.text().getBytes(StandardCharsets.UTF_8)));
        if (original.iamInstanceProfile() != null) {
            copy.iamInstanceProfile(profile -> profile.arn(original.iamInstanceProfile().arn()));
        }
        // The lab's tag is among them: whatever becomes of this run, rolecall destroy finds the copy by it.
        List<Tag> tags = original.tags().stream().filter(tag -> !tag.key().startsWith("aws:")).toList();
        if (!tags.isEmpty()) {
            copy.tagSpecifications(tagged(ResourceType.INSTANCE, tags), tagged(ResourceType.VOLUME, tags));
        }
        return undo.begin(() -> {
            String id = clients.ec2().runInstances(copy.build()).instances().getFirst().instanceId();
            launched.add(id);
            return id;
        });
    }

    private static TagSpecification tagged(ResourceType type, List<Tag> tags) {
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    private Evidence evidence(String copy) throws InterruptedException {
        // What was just launched may not be known everywhere yet.
        pace.await(clock, () -> described(copy));
        return witness.onConsole(copy, Instant.EPOCH, settled).orElseThrow(() -> LabException.brokeOff("The copy " + copy
                + " of the lesson's instance wrote no evidence to its console within " + pace.patience().toSeconds() + " s."));
    }

    private void terminate(List<String> ids) {
        if (!ids.isEmpty()) {
            clients.ec2().terminateInstances(terminate -> terminate.instanceIds(ids));
        }
    }

    private boolean isGone(String id) {
        return described(id).filter(instance -> instance.state().name() != InstanceStateName.TERMINATED).isEmpty();
    }

    private Optional<Instance> described(String id) {
        try {
            return clients.ec2().describeInstances(describe -> describe.instanceIds(id)).reservations().stream()
                    .flatMap(reservation -> reservation.instances().stream()).findFirst();
        } catch (Ec2Exception e) {
            if (ServiceError.of(e).code().equals("InvalidInstanceID.NotFound")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private UserData userData(String instanceId) {
        String encoded = clients.ec2()
                .describeInstanceAttribute(describe -> describe.instanceId(instanceId).attribute(InstanceAttributeName.USER_DATA))
                .userData()
                .value();
        return new UserData(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
