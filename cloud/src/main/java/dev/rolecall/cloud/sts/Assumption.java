package dev.rolecall.cloud.sts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.identity.SessionTags;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.Principal;

/**
 * A request for a role's session, with who asks and what the asking session hands on.
 *
 * <p>A role that does not exist is denied like one that does not trust the caller: existence is not told.
 *
 * @param calling the session that asks; empty for a long-term key
 */
record Assumption(RoleRequest request, Caller caller, Optional<Session> calling, Optional<Identity.Role> role) {
    static final ResourceKinds<Assumption> KINDS = new ResourceKinds<>(Map.of("role", assumption -> List.of(assumption.resource()),
            "role of a tagged session", Assumption::tagged, "role of a session with a source identity", Assumption::identified));

    private static final String NO_ACCOUNT = "000000000000";

    /** Passed and inherited. */
    SessionTags tags() {
        return SessionTagging.chained(request.scope().tags(),
                calling.map(session -> session.terms().tags().inherited()).orElse(SessionTags.NONE));
    }

    /** Whoever is behind a chain stays so to its end. */
    Optional<String> sourceIdentity() {
        Optional<String> inherited = calling.flatMap(session -> session.terms().sourceIdentity());
        if (inherited.isPresent() && request.sourceIdentity().isPresent() && !inherited.equals(request.sourceIdentity())) {
            throw AwsException.validation("The source identity is already set for this assume role session");
        }
        return inherited.or(request::sourceIdentity);
    }

    /** Tags that are inherited have to be allowed like those that are passed. AWS does so, but does not document it. */
    private List<Resource> tagged() {
        return tags().tags().isEmpty() ? List.of() : List.of(resource());
    }

    /**
     * Both sides have to allow it where a role assumes a role, also where the trust policy names the role itself.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html">Permissions required to
     *      set source identity</a>
     */
    private List<Resource> identified() {
        if (sourceIdentity().isEmpty()) {
            return List.of();
        }
        List<Resource> sides = new ArrayList<>(List.of(resource()));
        if (caller.principal() instanceof Principal.RoleSession) {
            sides.add(resource().guardedBy(Optional.of(new NamedPolicy("the other side of a role chain", PolicyDocument.parse("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:SetSourceIdentity",
                     "Principal": {"AWS": "%s"}}]}""".formatted(caller.accountId()), PolicyKind.TRUST)))));
        }
        return sides;
    }

    private Resource resource() {
        Resource named = Resource.of(request.roleArn()).with(keys());
        return role.map(found -> named.ownedBy(request.accountId())
                .guardedBy(Optional.of(new NamedPolicy("trust policy of " + found.name(), found.trust()))))
                .orElseGet(() -> named.ownedBy(NO_ACCOUNT));
    }

    private Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new HashMap<>(SessionTagging.keys(tags()));
        keys.put("sts:RoleSessionName", List.of(request.sessionName()));
        request.externalId().ifPresent(id -> keys.put("sts:ExternalId", List.of(id)));
        sourceIdentity().ifPresent(source -> keys.put("sts:SourceIdentity", List.of(source)));
        role.ifPresent(found -> found.tags().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, List.of(value));
            keys.put("iam:ResourceTag/" + key, List.of(value));
        }));
        if (request.mfa().isPresent()) {
            keys.put("aws:MultiFactorAuthPresent", List.of("true"));
            keys.put("aws:MultiFactorAuthAge", List.of("0"));
        }
        return keys;
    }
}
