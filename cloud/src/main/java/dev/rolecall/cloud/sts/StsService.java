package dev.rolecall.cloud.sts;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.Principal;

/**
 * The Security Token Service.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public final class StsService implements Service {
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([^/]+)");
    /** They would narrow the session or name its wearer: ignoring them would give more than was asked for. */
    private static final List<String> NOT_IMPLEMENTED = List.of("PolicyArns", "Tags", "TransitiveTagKeys", "SourceIdentity", "SerialNumber",
            "TokenCode", "ProvidedContexts");
    private static final int SHORTEST = 900;
    private static final int DEFAULT = 3_600;
    /** A role's session that assumes a role in turn gets one hour at most. */
    private static final int LONGEST_CHAINED = 3_600;

    private final Map<String, Account> accounts;
    private final Credentials credentials;
    private final RoleSessions sessions;

    public StsService(Map<String, Account> accounts, Credentials credentials, RoleSessions sessions) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                // Everybody who is authenticated may ask who they are; no policy can take it away.
                new Operation("GetCallerIdentity", call -> List.of(), StsService::callerIdentity),
                new Operation("GetAccessKeyInfo", call -> List.of(Permission.of("sts:GetAccessKeyInfo", "*")), this::accessKeyInfo),
                new Operation("AssumeRole", this::assumePermissions, this::assume));
    }

    private static ObjectNode callerIdentity(Invocation call) {
        Caller caller = call.caller();
        String userId = caller.context().get("aws:userid").map(List::getFirst).orElse(caller.accountId());
        return JsonNodeFactory.instance.objectNode().put("UserId", userId).put("Account", caller.accountId()).put("Arn", caller.name());
    }

    private ObjectNode accessKeyInfo(Invocation call) {
        String id = call.parameters().required("AccessKeyId");
        String account = credentials.key(id).map(AccessKey::accountId)
                .or(() -> credentials.session(id).map(Session::accountId))
                .orElseThrow(() -> AwsException.validation("The access key id is not known."));
        return JsonNodeFactory.instance.objectNode().put("Account", account);
    }

    private record Target(String accountId, Identity.Role role) {}

    private Optional<Target> target(String roleArn) {
        var matcher = ROLE_ARN.matcher(roleArn);
        if (!matcher.matches()) {
            throw AwsException.validation(roleArn + " is invalid");
        }
        return Optional.ofNullable(accounts.get(matcher.group(1)))
                .flatMap(account -> account.roleByArn(roleArn).map(role -> new Target(account.id(), role)));
    }

    private List<Permission> assumePermissions(Invocation call) {
        for (String member : NOT_IMPLEMENTED) {
            if (!call.parameters().node().path(member).isMissingNode()) {
                throw AwsException.validation("This local cloud does not implement " + member + " of AssumeRole.");
            }
        }
        String roleArn = call.parameters().required("RoleArn");
        Map<String, List<String>> context = new HashMap<>();
        call.parameters().optional("RoleSessionName").ifPresent(name -> context.put("sts:RoleSessionName", List.of(name)));
        call.parameters().optional("ExternalId").ifPresent(id -> context.put("sts:ExternalId", List.of(id)));
        Permission permission = Permission.of("sts:AssumeRole", roleArn).with(context);
        // A role that does not exist is denied like one that does not trust the caller: existence is not told.
        return List.of(target(roleArn)
                .map(found -> permission.ownedBy(found.accountId())
                        .guardedBy(Optional.of(new NamedPolicy("trust policy of " + found.role().name(), found.role().trust()))))
                .orElseGet(() -> permission.ownedBy("000000000000")));
    }

    private ObjectNode assume(Invocation call) {
        Target target = target(call.parameters().required("RoleArn"))
                .orElseThrow(() -> AwsException.validation("The role does not exist."));
        String name = call.parameters().required("RoleSessionName");
        if (!SESSION_NAME.matcher(name).matches()) {
            throw AwsException.validation("1 validation error detected: Value '" + name
                    + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        }
        Duration duration = duration(call, target.role());
        Optional<NamedPolicy> policy = call.parameters().optional("Policy").map(StsService::sessionPolicy);
        Session session = sessions.issue(target.role(), target.accountId(), name, duration, policy, Map.of());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Credentials", credentials(session.credentials()));
        answer.putObject("AssumedRoleUser").put("AssumedRoleId", target.role().id() + ":" + name).put("Arn",
                session.principal().arn().orElseThrow());
        return answer;
    }

    private static Duration duration(Invocation call, Identity.Role role) {
        int seconds = call.parameters().integer("DurationSeconds").orElse(DEFAULT);
        if (seconds < SHORTEST) {
            throw AwsException.validation("1 validation error detected: Value '" + seconds
                    + "' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to " + SHORTEST);
        }
        if (call.caller().principal() instanceof Principal.RoleSession && seconds > LONGEST_CHAINED) {
            throw AwsException
                    .validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (seconds > role.maxSession().toSeconds()) {
            throw AwsException.validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return Duration.ofSeconds(seconds);
    }

    private static NamedPolicy sessionPolicy(String text) {
        try {
            return new NamedPolicy("session policy", PolicyDocument.parse(text, PolicyKind.IDENTITY));
        } catch (MalformedPolicyException e) {
            throw new AwsException("MalformedPolicyDocument", 400, String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode credentials(SessionCredentials issued) {
        return JsonNodeFactory.instance.objectNode().put("AccessKeyId", issued.accessKeyId())
                .put("SecretAccessKey", issued.secretAccessKey().reveal()).put("SessionToken", issued.sessionToken().reveal())
                .put("Expiration", issued.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
