package dev.rolecall.cloud.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.identity.SessionTerms;

/**
 * Sessions of roles, for users and for the sessions of other roles.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class AssumeRole {
    private static final String NAME = "AssumeRole";
    private static final int DEFAULT = 3_600;
    /**
     * A session that assumes a role gets one hour at most. AWS documents it for roles that assume roles, and clients report it for users with a
     * session token too.
     */
    private static final int LONGEST_CHAINED = 3_600;

    private final Map<String, Account> accounts;
    private final Credentials credentials;
    private final Sessions sessions;

    AssumeRole(Map<String, Account> accounts, Credentials credentials, Sessions sessions) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
    }

    Operation operation(AuthorizationMap map) {
        return new Operation(NAME, call -> permissions(map, call), this::assume);
    }

    private List<Permission> permissions(AuthorizationMap map, Invocation call) {
        Assumption assumption = assumption(call);
        assumption.request().mfa().ifPresent(claim -> claim.verify(call.caller(), credentials.mfaDevices(), call.now()));
        return map.permissions(NAME, assumption, Assumption.KINDS);
    }

    private ObjectNode assume(Invocation call) {
        Assumption assumption = assumption(call);
        RoleRequest request = assumption.request();
        Identity.Role role = assumption.role().orElseThrow(() -> AwsException.validation("The role does not exist."));
        Duration duration = duration(assumption, role);
        SessionScope scope = request.scope();
        account(request).ifPresent(scope::requirePolicies);
        request.mfa().ifPresent(claim -> claim.take(call.caller(), credentials.mfaDevices(), call.now()));
        SessionTerms terms = new SessionTerms(scope.policies(), assumption.tags(), assumption.sourceIdentity(), Optional.<Instant>empty(),
                Map.of());
        Session session = sessions.ofRole(role, request.accountId(), request.sessionName(), duration, terms);
        ObjectNode answer = Answers.issued(session, scope.packed());
        answer.putObject("AssumedRoleUser").put("AssumedRoleId", role.id() + ":" + request.sessionName()).put("Arn",
                session.principal().arn().orElseThrow());
        terms.sourceIdentity().ifPresent(source -> answer.put("SourceIdentity", source));
        return answer;
    }

    private Assumption assumption(Invocation call) {
        RoleRequest request = RoleRequest.of(call.parameters());
        return new Assumption(request, call.caller(), call.caller().accessKeyId().flatMap(credentials::session),
                account(request).flatMap(account -> account.roleByArn(request.roleArn())));
    }

    private Optional<Account> account(RoleRequest request) {
        return Optional.ofNullable(accounts.get(request.accountId()));
    }

    private static Duration duration(Assumption assumption, Identity.Role role) {
        int seconds = assumption.request().seconds().orElse(DEFAULT);
        if (assumption.calling().isPresent() && seconds > LONGEST_CHAINED) {
            throw AwsException
                    .validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (seconds > role.maxSession().toSeconds()) {
            throw AwsException.validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return Duration.ofSeconds(seconds);
    }
}
