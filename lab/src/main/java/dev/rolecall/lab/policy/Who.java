package dev.rolecall.lab.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.iam.Principal;
import dev.rolecall.lab.LabException;

/** A principal as somebody names it, before anything is known of it but its name. */
sealed interface Who {
    /** What the session of a role is called where only the role was named. */
    String ANY_SESSION = "rolecall";

    /** An IAM user. */
    record User(String arn, String account, String name) implements Who {}

    /**
     * A session of a role.
     *
     * @param role the role's ARN, where that was given: a session's ARN does not tell the path
     */
    record Session(String arn, String account, String roleName, String name, Optional<String> role) implements Who {
        /** The ARN that a role without a path has. */
        String roleArn() {
            return role.orElseGet(() -> arn.replaceFirst(":sts::.*", ":iam::" + account + ":role/") + roleName);
        }
    }

    /** A session of GetFederationToken; its ARN does not tell whose. */
    record Federated(String arn, String account) implements Who {}

    /** Somebody without policies, of whom nothing else has to be known. */
    record Plain(Principal principal) implements Who {}

    Pattern ENTITY = Pattern.compile("(arn:[^:]+):iam::(\\d{12}):(user|role|oidc-provider|saml-provider)/((?:.+/)?([^/]+))");
    Pattern SESSION = Pattern.compile("arn:[^:]+:sts::(\\d{12}):(assumed-role|federated-user)/([^/]+)(?:/([^/]+))?");
    Pattern ACCOUNT = Pattern.compile("(?:arn:[^:]+:iam::)?(\\d{12})(?::root)?");
    Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|amazon\\.com|aws\\.internal)");

    /**
     * Reads a name.
     *
     * @throws LabException when no kind of principal is named like that
     */
    static Who named(String text) {
        Matcher entity = ENTITY.matcher(text);
        if (entity.matches()) {
            return entity(text, entity);
        }
        Matcher session = SESSION.matcher(text);
        if (session.matches() && session.group(2).equals("assumed-role") == (session.group(4) != null)) {
            return session.group(4) == null
                    ? new Federated(text, session.group(1))
                    : new Session(text, session.group(1), session.group(3), session.group(4), Optional.empty());
        }
        Matcher account = ACCOUNT.matcher(text);
        if (account.matches() && text.startsWith("arn:") == text.endsWith(":root")) {
            return new Plain(new Principal.Root(account.group(1)));
        }
        if (SERVICE.matcher(text).matches()) {
            return new Plain(new Principal.Service(text));
        }
        if (text.equals("anonymous")) {
            return new Plain(new Principal.Anonymous());
        }
        throw LabException
                .wrongInput("--principal is the ARN of a user, a role, a role's session (arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION),"
                        + " a federated user, an identity provider or a root user, an account id, a service like ec2.amazonaws.com, or anonymous; not "
                        + text + ".");
    }

    private static Who entity(String arn, Matcher found) {
        String account = found.group(2);
        return switch (found.group(3)) {
            case "user" -> new User(arn, account, found.group(5));
            case "role" -> new Session(found.group(1) + ":sts::" + account + ":assumed-role/" + found.group(5) + "/" + ANY_SESSION, account,
                    found.group(5), ANY_SESSION, Optional.of(arn));
            case "oidc-provider" -> new Plain(new Principal.WebIdentity(arn, Optional.empty()));
            default -> new Plain(new Principal.Saml(arn, Optional.empty()));
        };
    }
}
