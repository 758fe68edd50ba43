package dev.rolecall.cloud.cloudtrail;

import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.iam.Principal;

/**
 * Who made a call, and with which credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail userIdentity
 *      element</a>
 */
final class UserIdentity {
    private static final String INSTANCE = "ec2:SourceInstanceArn";
    private static final String FUNCTION = "lambda:SourceFunctionArn";

    private UserIdentity() {}

    static ObjectNode of(AuditRecord entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Principal principal = entry.caller().principal();
        switch (principal) {
            case Principal.User user -> {
                who(node, "IAMUser", user.userId(), entry).put("userName", user.userName());
                session(node, Optional.empty(), entry);
            }
            case Principal.RoleSession role -> {
                who(node, "AssumedRole", role.roleId() + ":" + role.sessionName(), entry);
                session(node, Optional.of(issuer("Role", role.roleArn(), role.accountId()).put("principalId", role.roleId())), entry);
                workload(node, entry);
            }
            case Principal.FederatedUser federated -> {
                String account = federated.accountId().orElse("");
                who(node, "FederatedUser", account + ":" + afterSlash(entry.principal()), entry);
                session(node, Optional.of(issuer("IAMUser", federated.parentUserArn(), federated.accountId())), entry);
            }
            case Principal.Root root -> {
                who(node, "Root", root.accountId().orElse(""), entry);
                session(node, Optional.empty(), entry);
            }
            case Principal.Service service -> node.put("type", "AWSService").put("invokedBy", service.name());
            case Principal.WebIdentity web -> node.put("type", "WebIdentityUser")
                    .put("principalId", web.provider() + web.subject().map(subject -> ":" + subject).orElse(""))
                    .put("userName", web.subject().orElse("")).put("identityProvider", web.provider());
            case Principal.Saml saml -> node.put("type", "SAMLUser").put("principalId", saml.subject().orElse(""))
                    .put("userName", saml.subject().orElse("")).put("identityProvider", saml.provider());
            case Principal.Anonymous _ -> node.put("type", "AWSAccount").put("principalId", "").put("accountId", "ANONYMOUS_PRINCIPAL");
        }
        entry.via().ifPresent(service -> node.put("invokedBy", service));
        return node;
    }

    /** The name that {@code LookupEvents} finds somebody by: of a role it is the session's. */
    static Optional<String> userName(Principal principal) {
        return switch (principal) {
            case Principal.User user -> Optional.of(user.userName());
            case Principal.RoleSession session -> Optional.of(session.sessionName());
            case Principal.Root _ -> Optional.of("root");
            case Principal.FederatedUser federated -> federated.arn().map(UserIdentity::afterSlash);
            case Principal.WebIdentity web -> web.subject();
            case Principal.Saml saml -> saml.subject();
            case Principal.Service _,Principal.Anonymous _ -> Optional.empty();
        };
    }

    private static ObjectNode who(ObjectNode node, String type, String principalId, AuditRecord entry) {
        node.put("type", type).put("principalId", principalId).put("arn", entry.principal());
        entry.caller().principal().accountId().ifPresent(account -> node.put("accountId", account));
        entry.accessKeyId().ifPresent(key -> node.put("accessKeyId", key));
        return node;
    }

    /** Only temporary credentials say when they were issued, and whether by MFA. */
    private static void session(ObjectNode node, Optional<ObjectNode> issuer, AuditRecord entry) {
        Optional<String> issued = entry.key("aws:TokenIssueTime");
        if (issued.isEmpty()) {
            return;
        }
        ObjectNode session = node.putObject("sessionContext");
        issuer.ifPresent(by -> session.set("sessionIssuer", by));
        session.putObject("attributes").put("creationDate", issued.get()).put("mfaAuthenticated",
                entry.key("aws:MultiFactorAuthPresent").orElse("false"));
        entry.key("ec2:RoleDelivery").ifPresent(version -> session.put("ec2RoleDelivery", version));
        entry.key("aws:SourceIdentity").ifPresent(source -> session.put("sourceIdentity", source));
    }

    private static ObjectNode issuer(String type, String arn, Optional<String> account) {
        ObjectNode issuer = JsonNodeFactory.instance.objectNode().put("type", type).put("arn", arn);
        account.ifPresent(id -> issuer.put("accountId", id));
        return issuer.put("userName", afterSlash(arn));
    }

    /** For which instance or function the credentials were issued. */
    private static void workload(ObjectNode node, AuditRecord entry) {
        entry.key(INSTANCE)
                .ifPresent(arn -> node.putObject("inScopeOf").put("issuerType", "AWS::EC2::Instance").put("credentialsIssuedTo", arn));
        entry.key(FUNCTION)
                .ifPresent(arn -> node.putObject("inScopeOf").put("issuerType", "AWS::Lambda::Function").put("credentialsIssuedTo", arn));
    }

    private static String afterSlash(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
