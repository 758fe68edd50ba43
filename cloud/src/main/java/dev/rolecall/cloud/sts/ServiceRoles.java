package dev.rolecall.cloud.sts;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.identity.SessionTerms;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * Services assuming a role: EC2, ECS and Lambda for what they run, CloudFormation for a stack, the scheduler for a call. The trust policy decides, as for everybody; what the service says of the place it
 * issues for becomes part of the session, so that policies can pin the credentials there.
 */
public final class ServiceRoles implements RoleCredentials {
    /** What they run asks for the next set while it runs. */
    private static final Set<String> RENEWED = Set.of("ec2.amazonaws.com", "ecs-tasks.amazonaws.com");

    private final Account account;
    private final Sessions sessions;
    private final Gate gate;
    private final Lifetimes lifetimes;

    /** Authorises and audits; the dispatcher's one way. */
    @FunctionalInterface
    public interface Gate {
        /**
         * Lets the call pass.
         *
         * @throws AwsException where the policies do not allow it
         */
        void pass(Caller caller, ApiCall call, List<Permission> permissions);
    }

    public ServiceRoles(Account account, Sessions sessions, Gate gate, Lifetimes lifetimes) {
        this.account = account;
        this.sessions = sessions;
        this.gate = gate;
        this.lifetimes = lifetimes;
    }

    @Override
    public SessionCredentials assume(String servicePrincipal, String roleArn, String sessionName, Map<String, List<String>> context) {
        return session(servicePrincipal, roleArn, sessionName, context).credentials();
    }

    /** As {@link #assume}, with the session itself. */
    public Session session(String servicePrincipal, String roleArn, String sessionName, Map<String, List<String>> context) {
        Optional<Identity.Role> role = account.roleByArn(roleArn);
        Caller service = caller(servicePrincipal, context);
        // A role that is not there lets nobody in: that too is decided and audited.
        Permission permission = Permission.of("sts:AssumeRole", roleArn).ownedBy(account.id())
                .guardedBy(role.map(found -> new NamedPolicy("trust policy of " + found.name(), found.trust())));
        ApiCall call = new ApiCall("sts", "AssumeRole",
                JsonNodeFactory.instance.objectNode().put("RoleArn", roleArn).put("RoleSessionName", sessionName));
        gate.pass(service, call, List.of(permission));
        return sessions.ofRole(role.orElseThrow(), account.id(), sessionName, lifetime(servicePrincipal),
                SessionTerms.carrying(ofSession(context)));
    }

    private Duration lifetime(String servicePrincipal) {
        return RENEWED.contains(servicePrincipal) ? lifetimes.instanceCredentials() : lifetimes.functionCredentials();
    }

    private Caller caller(String servicePrincipal, Map<String, List<String>> context) {
        Map<String, List<String>> keys = new HashMap<>(context);
        keys.put("aws:PrincipalIsAWSService", List.of("true"));
        keys.put("aws:PrincipalServiceName", List.of(servicePrincipal));
        return new Caller(new Principal.Service(servicePrincipal), account.id(), Optional.empty(), List.of(),
                new RequestContext(keys));
    }

    /** {@code aws:Source*} speak of the service's own call; the rest travels with the session. */
    private static Map<String, List<String>> ofSession(Map<String, List<String>> context) {
        Map<String, List<String>> kept = new HashMap<>(context);
        kept.keySet().removeAll(List.of("aws:SourceArn", "aws:SourceAccount"));
        return kept;
    }
}
