package dev.rolecall.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invoker;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * What an environment begins with: its first administrator, a role like any other, and what {@code cdk bootstrap} leaves for a
 * deployment without change sets: the bucket for assets, the parameter with the bootstrap version, and the role that CloudFormation
 * works as.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html">Bootstrap your environment</a>
 */
final class Bootstrap {
    static final String VERSION_PARAMETER = "/cdk-bootstrap/hnb659fds/version";
    /** The version that the bootstrap template of the pinned CDK CLI writes. */
    static final String VERSION = "33";
    private static final String ADMINISTRATOR = "RolecallAdministrator";
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private Bootstrap() {}

    static Identity.Role administrator(Account account, Instant now) {
        PolicyDocument trust = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}""".formatted(account.id()), PolicyKind.TRUST);
        return put(account, ADMINISTRATOR, now, trust, Optional.of("The first administrator of the local cloud"), LONGEST_SESSION);
    }

    /**
     * The role that the CDK's CLI has CloudFormation work as. Like the bootstrap template's: it trusts CloudFormation and, where nobody
     * asked for other policies, may do everything.
     */
    static void deployment(Account account, String region, Instant now) {
        String name = "cdk-hnb659fds-cfn-exec-role-" + account.id() + "-" + region;
        PolicyDocument trust = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow",
                 "Principal": {"Service": "cloudformation.amazonaws.com"}}]}""", PolicyKind.TRUST);
        put(account, name, now, trust, Optional.empty(), Duration.ofHours(1));
    }

    private static Identity.Role put(Account account, String name, Instant now, PolicyDocument trust, Optional<String> description,
            Duration longestSession) {
        Identity.Role role = new Identity.Role(name, "/", "arn:aws:iam::" + account.id() + ":role/" + name, Ids.entityId("AROA"), now,
                trust,
                description, longestSession, Grants.NONE.attach("arn:aws:iam::aws:policy/AdministratorAccess"), Map.of());
        account.roles().put(role.name(), role);
        return role;
    }

    /** The bucket is made as the administrator would make it, with the policy that the bootstrap template gives it. */
    static void assets(Invoker invoker, Caller administrator, String accountId, String region) {
        String bucket = "cdk-hnb659fds-assets-" + accountId + "-" + region;
        invoker.invoke(administrator, new ApiCall("s3", "CreateBucket", parameters().put("Bucket", bucket)));
        invoker.invoke(administrator, new ApiCall("s3", "PutBucketPolicy", parameters().put("Bucket", bucket).put("Policy", """
                {"Version": "2012-10-17", "Statement": [{"Sid": "AllowSSLRequestsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                 "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}"""
                .formatted(bucket))));
        ObjectNode encryption = parameters();
        encryption.putArray("Rules").addObject().putObject("ApplyServerSideEncryptionByDefault").put("SSEAlgorithm", "AES256");
        ObjectNode encrypted = parameters().put("Bucket", bucket);
        encrypted.set("ServerSideEncryptionConfiguration", encryption);
        invoker.invoke(administrator, new ApiCall("s3", "PutBucketEncryption", encrypted));
    }

    private static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }
}
