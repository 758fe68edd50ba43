package dev.rolecall.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.AppliedPolicy;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.Principal;

/**
 * The policy simulator.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
final class Simulations {
    private static final String[] MEMBERS = {"PolicySourceArn", "PolicyInputList", "PermissionsBoundaryPolicyInputList", "ActionNames",
            "ResourceArns", "ResourcePolicy", "ResourceOwner", "CallerArn", "ContextEntries", "MaxItems", "Marker"};

    private final IamAccess access;

    Simulations(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(access.operation("SimulatePrincipalPolicy", this::simulatePrincipal),
                access.operation("SimulateCustomPolicy", this::simulateCustom),
                access.operation("GetContextKeysForPrincipalPolicy", this::keysOfPrincipal),
                access.operation("GetContextKeysForCustomPolicy", call -> keys(given(call, "PolicyInputList"))));
    }

    private ObjectNode simulatePrincipal(Invocation call) {
        call.parameters().takesOnly("SimulatePrincipalPolicy", MEMBERS);
        Account account = access.account(call);
        Identity source = source(call);
        SimulationInput input = new SimulationInput(call);
        Optional<SimulatedPolicies.Source> boundary = boundary(call).or(() -> account.boundary(source)
                .map(policy -> new SimulatedPolicies.Source("boundary", policy.name(), "none", policy.document())));
        return simulate(call, input, input.caller(account).orElseGet(() -> principal(account.id(), source)),
                SimulatedPolicies.identity(account.applied(source), given(call, "PolicyInputList")), boundary);
    }

    private ObjectNode simulateCustom(Invocation call) {
        call.parameters().takesOnly("SimulateCustomPolicy", MEMBERS);
        Account account = access.account(call);
        SimulationInput input = new SimulationInput(call);
        Optional<Principal> caller = input.caller(account);
        if (caller.isEmpty() && call.parameters().optional("ResourcePolicy").isPresent()) {
            throw IamErrors.invalidInput("A CallerArn is needed where there is a ResourcePolicy.");
        }
        List<PolicyDocument> policies = given(call, "PolicyInputList");
        if (policies.isEmpty()) {
            throw AwsException.validation("The parameter PolicyInputList is required.");
        }
        return simulate(call, input, caller.orElseGet(() -> SimulationInput.somebody(account.id())),
                SimulatedPolicies.identity(List.of(), policies), boundary(call));
    }

    private static ObjectNode simulate(Invocation call, SimulationInput input, Principal caller, List<SimulatedPolicies.Source> identity,
            Optional<SimulatedPolicies.Source> boundary) {
        Optional<SimulatedPolicies.Source> resource = input.resourcePolicy(caller);
        Simulation simulation = new Simulation(caller, new SimulatedPolicies(identity, boundary, resource), input.resources(),
                input.resourceOwner(), input.context());
        return Listing.of(call, "EvaluationResults", input.actions(), simulation::result);
    }

    private static Optional<SimulatedPolicies.Source> boundary(Invocation call) {
        List<PolicyDocument> boundaries = given(call, "PermissionsBoundaryPolicyInputList");
        if (boundaries.size() > 1) {
            throw IamErrors.invalidInput("An entity has one permissions boundary at a time.");
        }
        return boundaries.stream().findFirst()
                .map(document -> SimulatedPolicies.Source.ofRequest("PermissionsBoundaryPolicyInputList.1", document));
    }

    private static Principal principal(String accountId, Identity identity) {
        return switch (identity) {
            case Identity.User user -> new Principal.User(user.arn(), accountId, user.name(), user.id());
            case Identity.Group group -> new Principal.User(group.arn(), accountId, group.name(), group.id());
            case Identity.Role role -> SimulationInput.session(role.arn(), accountId, role.name(), role.id());
        };
    }

    private ObjectNode keysOfPrincipal(Invocation call) {
        Stream<PolicyDocument> own = access.account(call).applied(source(call)).stream().map(AppliedPolicy::document);
        return keys(Stream.concat(own, given(call, "PolicyInputList").stream()).toList());
    }

    private static ObjectNode keys(List<PolicyDocument> documents) {
        ObjectNode answer = Shapes.empty();
        ArrayNode names = answer.putArray("ContextKeyNames");
        ContextKeys.of(documents).forEach(names::add);
        return answer;
    }

    private Identity source(Invocation call) {
        String arn = call.parameters().required("PolicySourceArn");
        return access.account(call).identities().filter(identity -> identity.arn().equals(arn)).findFirst()
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "The entity with ARN " + arn + " cannot be found."));
    }

    private static List<PolicyDocument> given(Invocation call, String member) {
        List<PolicyDocument> documents = new ArrayList<>();
        for (String text : call.parameters().strings(member)) {
            documents.add(document(member + "." + (documents.size() + 1), text, PolicyKind.IDENTITY));
        }
        return List.copyOf(documents);
    }

    static PolicyDocument document(String where, String text, PolicyKind kind) {
        try {
            return PolicyDocument.parse(text, kind);
        } catch (MalformedPolicyException e) {
            throw IamErrors.invalidInput("Policy " + where + " is malformed: " + e.getMessage());
        }
    }
}
