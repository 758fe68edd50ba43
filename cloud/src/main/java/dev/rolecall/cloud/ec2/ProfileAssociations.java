package dev.rolecall.cloud.ec2;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.metadata.InstanceProfile;

/**
 * Which instance wears which profile, and how that changes while instances run: the metadata service follows at once, where AWS takes a while.
 * Credentials that an instance has fetched already stay valid until they expire, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/attach-iam-role.html">Attach an IAM role to an instance</a>
 */
record ProfileAssociations(Fleet fleet, InstanceProfiles profiles, Ec2Arns arns) {
    private static final String ID = "AssociationId";

    private record Found(LaunchedInstance instance, ProfileAssociation association) {
        ObjectNode node(String state) {
            return association.node(instance.identity().instanceId(), state);
        }
    }

    List<Operation> operations(AuthorizationMap map) {
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(
                Map.of("*", _ -> List.of(arns.none()), "instance", this::instance, "role", this::passed));
        return List.of(map.operation("AssociateIamInstanceProfile", kinds, this::associate),
                map.operation("ReplaceIamInstanceProfileAssociation", kinds, this::replace),
                map.operation("DisassociateIamInstanceProfile", kinds, this::disassociate),
                map.operation("DescribeIamInstanceProfileAssociations", kinds, this::describe));
    }

    private List<Resource> instance(Invocation call) {
        Map<String, List<String>> keys = new TreeMap<>();
        ProfileAssociation.asked(call.parameters(), profiles)
                .ifPresent(profile -> keys.put("ec2:NewInstanceProfile", List.of(profile.arn())));
        // Whose association it is cannot be said of one that is not there.
        String id = call.parameters().optional("InstanceId")
                .or(() -> find(call.parameters().required(ID)).map(found -> found.instance().identity().instanceId())).orElse("*");
        return List.of(fleet.resource(arns, id, keys));
    }

    private List<Resource> passed(Invocation call) {
        return ProfileAssociation.asked(call.parameters(), profiles).stream().map(profile -> Resource.of(profile.roleArn())
                .with(Map.of("iam:PassedToService", List.of("ec2.amazonaws.com")))).toList();
    }

    private ObjectNode associate(Invocation call) {
        LaunchedInstance instance = fleet.findAlive(call.parameters().required("InstanceId"));
        InstanceProfile profile = asked(call);
        ProfileAssociation association = new ProfileAssociation(fleet.id(ProfileAssociation.PREFIX), profile,
                call.now().truncatedTo(ChronoUnit.SECONDS));
        instance.change(settings -> {
            if (settings.association().isPresent()) {
                throw new AwsException("IncorrectState", 400,
                        "There is an existing association for instance " + settings.identity().instanceId());
            }
            return settings.with(Optional.of(association));
        });
        return answer(new Found(instance, association).node("associating"));
    }

    private ObjectNode replace(Invocation call) {
        InstanceProfile profile = asked(call);
        Found known = existing(call);
        ProfileAssociation association = new ProfileAssociation(fleet.id(ProfileAssociation.PREFIX), profile,
                call.now().truncatedTo(ChronoUnit.SECONDS));
        known.instance().change(settings -> settings.with(Optional.of(association)));
        return answer(new Found(known.instance(), association).node("associating"));
    }

    private ObjectNode disassociate(Invocation call) {
        Found known = existing(call);
        known.instance().change(settings -> settings.with(Optional.empty()));
        return answer(known.node("disassociating"));
    }

    private ObjectNode describe(Invocation call) {
        Parameters parameters = call.parameters();
        List<String> ids = parameters.strings(ID);
        ids.stream().filter(id -> find(id).isEmpty()).findFirst().ifPresent(id -> {
            throw absent(id);
        });
        List<Predicate<Found>> filters = parameters.structures("Filter").stream().map(ProfileAssociations::filter).toList();
        List<Found> found = all().filter(one -> ids.isEmpty() || ids.contains(one.association().id()))
                .filter(one -> filters.stream().allMatch(filter -> filter.test(one))).toList();
        Page page = Page.of(parameters, found.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode set = answer.putArray("iamInstanceProfileAssociationSet");
        found.subList(page.from(), page.to()).forEach(one -> set.add(one.node("associated")));
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private static Predicate<Found> filter(Parameters filter) {
        List<String> values = filter.strings("Value");
        String name = filter.optional("Name").orElse("");
        return switch (name) {
            case "instance-id" -> found -> values.contains(found.instance().identity().instanceId());
            case "state" -> _ -> values.contains("associated");
            default -> throw new AwsException("InvalidParameterValue", 400, "The filter '" + name + "' is invalid");
        };
    }

    private InstanceProfile asked(Invocation call) {
        return ProfileAssociation.asked(call.parameters(), profiles).orElseThrow(
                () -> new AwsException("MissingParameter", 400, "The request must contain the parameter IamInstanceProfile"));
    }

    private Found existing(Invocation call) {
        String id = call.parameters().required(ID);
        return find(id).orElseThrow(() -> absent(id));
    }

    private Optional<Found> find(String id) {
        return all().filter(found -> found.association().id().equals(id)).findFirst();
    }

    private Stream<Found> all() {
        return fleet.all().stream().filter(instance -> instance.state() != InstanceState.TERMINATED)
                .flatMap(instance -> instance.settings().association().map(association -> new Found(instance, association)).stream());
    }

    private static ObjectNode answer(ObjectNode association) {
        return JsonNodeFactory.instance.objectNode().set("iamInstanceProfileAssociation", association);
    }

    private static AwsException absent(String id) {
        return new AwsException("InvalidAssociationID.NotFound", 400, "The association ID '" + id + "' does not exist");
    }
}
