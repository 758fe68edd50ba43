package dev.rolecall.cloud.gateway;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Invoker;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.audit.AuditTrail;
import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.network.GatewayEndpoint;
import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.organizations.Organization;
import dev.rolecall.cloud.state.State;
import dev.rolecall.cloud.state.StateException;
import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.DenialMessage;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;

/** Authorises, runs and audits every call, whoever makes it. There is no other way to an operation. */
public final class Dispatcher implements Invoker {
    /** What was asked for the call that is being served. */
    private static final ScopedValue<List<AuditRecord.Check>> ASKED = ScopedValue.newInstance();

    private static final String REQUEST_TAG = "aws:RequestTag/";

    private final Map<String, Map<String, Operation>> services = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts;
    private final Networks networks;
    private final Optional<Organization> organization;
    private final AuditTrail trail;
    private final LastUses uses;
    private final State state;
    private final InstantSource clock;

    /**
     * @param organization which all accounts are in, or none
     * @param state        is saved after every call, before it is answered
     */
    public Dispatcher(Map<String, Account> accounts, Networks networks, Optional<Organization> organization, AuditTrail trail,
            LastUses uses, State state, InstantSource clock) {
        this.accounts = accounts;
        this.networks = networks;
        this.organization = organization;
        this.trail = trail;
        this.uses = uses;
        this.state = state;
        this.clock = clock;
    }

    /** Adds a service; its operations exist from now on. */
    public void register(Service service) {
        register(service.name(), service.operations());
    }

    /** Adds operations to a service. */
    public void register(String service, List<Operation> operations) {
        Map<String, Operation> known = services.computeIfAbsent(service, name -> new ConcurrentHashMap<>());
        operations.forEach(operation -> known.put(operation.name(), operation));
    }

    /** Whether there is such an operation. */
    public boolean knows(String service, String operation) {
        return services.getOrDefault(service, Map.of()).containsKey(operation);
    }

    /** Every operation that there is, by its service. */
    public Map<String, List<Operation>> operations() {
        Map<String, List<Operation>> all = new TreeMap<>();
        services.forEach((service, known) -> all.put(service, List.copyOf(known.values())));
        return all;
    }

    @Override
    public ObjectNode invoke(Caller caller, ApiCall call) {
        return invoke(caller, call, RequestIds.next());
    }

    ObjectNode invoke(Caller caller, ApiCall call, String requestId) {
        try {
            return unkept(caller, call, requestId);
        } finally {
            save(call);
        }
    }

    @Override
    public ObjectNode invokeUnkept(Caller caller, ApiCall call) {
        return unkept(caller, call, RequestIds.next());
    }

    private ObjectNode unkept(Caller caller, ApiCall call, String requestId) {
        Operation operation = services.getOrDefault(call.service(), Map.of()).get(call.operation());
        if (operation == null) {
            AwsException unknown = AwsException.notImplemented(call.service(), call.operation());
            audit(caller, call, requestId, Optional.empty(), Optional.of(unknown), List.of());
            throw unknown;
        }
        Invocation invocation = new Invocation(caller, new Parameters(call.parameters()), clock.instant(), requestId);
        return unkept(caller, call, requestId, () -> operation.permissions().apply(invocation),
                () -> operation.handler().handle(invocation));
    }

    /** Authorises {@code permissions}, every one of them, then does {@code work}. */
    public <T> T run(Caller caller, ApiCall call, String requestId, Supplier<List<Permission>> permissions, Supplier<T> work) {
        try {
            return unkept(caller, call, requestId, permissions, work);
        } finally {
            save(call);
        }
    }

    private <T> T unkept(Caller caller, ApiCall call, String requestId, Supplier<List<Permission>> permissions, Supplier<T> work) {
        List<AuditRecord.Check> asked = new ArrayList<>();
        T result;
        try {
            SessionLimits.check(caller, call);
            result = ScopedValue.where(ASKED, asked).call(() -> {
                permissions.get().forEach(permission -> authorize(caller, permission));
                return work.get();
            });
        } catch (AwsException e) {
            audit(caller, call, requestId, Optional.empty(), Optional.of(e), asked);
            throw e;
        }
        audit(caller, call, requestId, Optional.of(result).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast),
                Optional.empty(), asked);
        return result;
    }

    /**
     * Asks the policies.
     *
     * @throws AwsException in AWS's words, with the decision, where they do not allow it
     */
    public void authorize(Caller caller, Permission permission) {
        AccessRequest request = request(caller, permission);
        Decision decision = decide(caller, permission, request);
        if (!decision.allowed()) {
            // Somebody unknown is told nothing of the policies.
            boolean unknown = caller.principal() instanceof Principal.Anonymous;
            throw AwsException.denied("AccessDenied", 403, unknown ? "Access Denied" : DenialMessage.of(request, decision), decision);
        }
    }

    /** Whether the policies allow it, for answers that depend on a second permission. */
    public boolean allows(Caller caller, Permission permission) {
        return decide(caller, permission, request(caller, permission)).allowed();
    }

    private Decision decide(Caller caller, Permission permission, AccessRequest request) {
        Decision decision = Evaluator.evaluate(request, policies(caller, permission.on().policy()));
        if (ASKED.isBound()) {
            ASKED.get().add(new AuditRecord.Check(permission.action(), permission.resource(), decision.allowed()));
        }
        return decision;
    }

    private PolicySet policies(Caller caller, Optional<NamedPolicy> resourcePolicy) {
        Account account = accounts.get(caller.accountId());
        PolicySet own = account == null
                ? PolicySet.none().withSession(caller.sessionPolicies())
                : account.policiesOf(caller.principal(), caller.sessionPolicies());
        Optional<NamedPolicy> endpoint = caller.context().get("aws:SourceVpce").map(List::getFirst).flatMap(networks::endpoint)
                .map(GatewayEndpoint::policy);
        return new PolicySet(own.identity(), own.boundary(), own.session(), resourcePolicy, endpoint);
    }

    private AccessRequest request(Caller caller, Permission permission) {
        String owner = permission.on().account().orElse(caller.accountId());
        Map<String, List<String>> context = new HashMap<>();
        context.put("aws:ResourceAccount", List.of(owner));
        organization.ifPresent(member -> {
            if (caller.principal().accountId().filter(accounts::containsKey).isPresent()) {
                context.put("aws:PrincipalOrgID", List.of(member.id()));
                context.put("aws:PrincipalOrgPaths", List.of(member.path()));
            }
            if (accounts.containsKey(owner)) {
                context.put("aws:ResourceOrgID", List.of(member.id()));
                context.put("aws:ResourceOrgPaths", List.of(member.path()));
            }
        });
        context.putAll(permission.on().context());
        tagKeys(permission.on().context()).ifPresent(keys -> context.putIfAbsent("aws:TagKeys", keys));
        return new AccessRequest(caller.principal(), permission.action(), permission.resource(), Optional.of(owner),
                caller.context().with(context));
    }

    /** A request that brings tags says also which keys they have; one that takes tags away says only that. */
    private static Optional<List<String>> tagKeys(Map<String, List<String>> context) {
        List<String> keys = new ArrayList<>();
        for (String key : context.keySet()) {
            if (key.startsWith(REQUEST_TAG)) {
                keys.add(key.substring(REQUEST_TAG.length()));
            }
        }
        keys.sort(null);
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
    }

    private void audit(Caller caller, ApiCall call, String requestId, Optional<ObjectNode> output, Optional<AwsException> error,
            List<AuditRecord.Check> asked) {
        uses.note(caller, call.service(), clock.instant());
        trail.add(AuditRecord.of(requestId, clock.instant(), caller, call, output, error, asked));
    }

    private void save(ApiCall call) {
        try {
            state.save();
        } catch (StateException e) {
            throw new AwsException(call.service().equals("s3") ? "InternalError" : "InternalFailure", 500, e.getMessage());
        }
    }
}
