package dev.rolecall.cloud.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.network.VpcPath;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * Builds the global condition keys of a request: present where AWS has them, absent where AWS leaves them out.
 *
 * <p>{@code aws:SecureTransport} is true on the main port although that speaks plain HTTP on loopback: the port stands for AWS's HTTPS
 * endpoint, which every client reaches unchanged.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS global condition context keys</a>
 */
final class GlobalKeys {
    private final Map<String, List<String>> values = new HashMap<>();

    private GlobalKeys() {}

    static GlobalKeys ofRequest(WireRequest request, Instant now) {
        GlobalKeys keys = at(now);
        keys.put("aws:SecureTransport", String.valueOf(request.secureTransport()));
        request.path().ifPresentOrElse(keys::path, () -> keys.put("aws:SourceIp", request.sourceAddress()));
        request.header("user-agent").ifPresent(agent -> keys.put("aws:UserAgent", agent));
        request.header("referer").ifPresent(referer -> keys.put("aws:Referer", referer));
        return keys;
    }

    static GlobalKeys at(Instant now) {
        GlobalKeys keys = new GlobalKeys();
        keys.put("aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        keys.put("aws:EpochTime", String.valueOf(now.getEpochSecond()));
        keys.put("aws:PrincipalIsAWSService", "false");
        keys.put("aws:ViaAWSService", "false");
        return keys;
    }

    /** Through a VPC endpoint there is no public address. */
    private void path(VpcPath path) {
        put("aws:SourceVpce", path.endpoint().id());
        put("aws:SourceVpc", path.endpoint().vpcId());
        put("aws:VpcSourceIp", path.sourceIp());
    }

    /** A call that never leaves the cloud. */
    GlobalKeys secureTransport() {
        put("aws:SecureTransport", "true");
        return this;
    }

    GlobalKeys requestedRegion(String region) {
        put("aws:RequestedRegion", region);
        return this;
    }

    GlobalKeys principal(Principal principal) {
        principal.accountId().ifPresent(account -> put("aws:PrincipalAccount", account));
        switch (principal) {
            case Principal.User user -> {
                put("aws:PrincipalArn", user.arn().orElseThrow());
                put("aws:PrincipalType", "User");
                put("aws:userid", user.userId());
                put("aws:username", user.userName());
            }
            case Principal.RoleSession session -> {
                put("aws:PrincipalArn", session.roleArn());
                put("aws:PrincipalType", "AssumedRole");
                put("aws:userid", session.roleId() + ":" + session.sessionName());
            }
            case Principal.Root root -> {
                put("aws:PrincipalArn", root.arn().orElseThrow());
                put("aws:PrincipalType", "Account");
                put("aws:userid", root.accountId().orElseThrow());
            }
            case Principal.Service service -> {
                put("aws:PrincipalIsAWSService", "true");
                put("aws:PrincipalServiceName", service.name());
            }
            case Principal.Anonymous anonymous -> {
                values.remove("aws:PrincipalIsAWSService");
                put("aws:PrincipalAccount", "anonymous");
                put("aws:PrincipalType", "Anonymous");
                put("aws:userid", "anonymous");
            }
            case Principal.FederatedUser federated -> {
                String arn = federated.arn().orElseThrow();
                put("aws:PrincipalArn", arn);
                put("aws:PrincipalType", "FederatedUser");
                put("aws:userid", federated.accountId().orElseThrow() + ":" + arn.substring(arn.indexOf('/') + 1));
            }
            case Principal.WebIdentity web -> {
            }
            case Principal.Saml saml -> {
            }
        }
        return this;
    }

    GlobalKeys principalTags(Map<String, String> tags) {
        tags.forEach((key, value) -> put("aws:PrincipalTag/" + key, value));
        return this;
    }

    /**
     * Temporary credentials say when they were issued, and whether their user showed a code; long-term keys say neither. Those of AssumeRole
     * carry no MFA information, so there it is false however the role was assumed; federated users have no such key.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html">Secure API access with
     *      MFA</a>
     */
    GlobalKeys session(Session session, Instant now) {
        put("aws:TokenIssueTime", session.credentials().issuedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!(session.principal() instanceof Principal.FederatedUser)) {
            put("aws:MultiFactorAuthPresent", String.valueOf(session.terms().mfa().isPresent()));
        }
        session.terms().mfa().ifPresent(shown -> put("aws:MultiFactorAuthAge", String.valueOf(Duration.between(shown, now).toSeconds())));
        session.terms().sourceIdentity().ifPresent(source -> put("aws:SourceIdentity", source));
        values.putAll(session.terms().context());
        return this;
    }

    GlobalKeys with(Map<String, List<String>> more) {
        values.putAll(more);
        return this;
    }

    RequestContext build() {
        return new RequestContext(values);
    }

    private void put(String key, String value) {
        values.put(key, List.of(value));
    }
}
