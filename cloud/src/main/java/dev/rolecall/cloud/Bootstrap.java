package dev.rolecall.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * What an environment begins with: its first administrator, a role like any other, and what {@code cdk bootstrap} leaves.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html">Bootstrap your environment</a>
 */
final class Bootstrap {
    static final String TOOLKIT = "CDKToolkit";
    private static final String ADMINISTRATOR = "RolecallAdministrator";
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private Bootstrap() {}

    /** The one that is there; where it is gone, one is made, or there would be no way in. */
    static Identity.Role administrator(Account account, Instant now) {
        Identity.Role known = account.roles().get(ADMINISTRATOR);
        if (known != null) {
            return known;
        }
        PolicyDocument trust = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}""".formatted(account.id()), PolicyKind.TRUST);
        return put(account, ADMINISTRATOR, now, trust, Optional.of("The first administrator of the local cloud"), LONGEST_SESSION);
    }

    /**
     * What {@code cdk bootstrap} makes, of the CLI's own template and by CloudFormation, with the CLI's defaults; so a client that
     * bootstraps finds that nothing is left to do.
     */
    static ObjectNode toolkit() {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("StackName", TOOLKIT).put("TemplateBody", template());
        input.putArray("Parameters").addObject().put("ParameterKey", "FileAssetsBucketKmsKeyId").put("ParameterValue", "AWS_MANAGED_KEY");
        input.putArray("Capabilities").add("CAPABILITY_NAMED_IAM");
        return input;
    }

    private static String template() {
        try (InputStream text = Bootstrap.class.getResourceAsStream("bootstrap-template.yaml")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Identity.Role put(Account account, String name, Instant now, PolicyDocument trust, Optional<String> description,
            Duration longestSession) {
        Identity.Role role = new Identity.Role(name, "/", "arn:aws:iam::" + account.id() + ":role/" + name, Ids.entityId("AROA"), now,
                trust,
                description, longestSession, Grants.NONE.attach("arn:aws:iam::aws:policy/AdministratorAccess"), Map.of());
        account.roles().put(role.name(), role);
        return role;
    }
}
