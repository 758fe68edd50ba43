package dev.rolecall.iam.cases;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.iam.Principal;

/** Reads who makes the request of a case. */
final class CasePrincipal {
    private static final Pattern USER = Pattern.compile("arn:[^:]+:iam::(\\d{12}):user/(?:.*/)?([^/]+)");
    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::(\\d{12}):role/.+");
    private static final Pattern SESSION = Pattern.compile("arn:[^:]+:sts::(\\d{12}):assumed-role/[^/]+/([^/]+)");
    private static final Pattern FEDERATED = Pattern.compile("arn:[^:]+:sts::(\\d{12}):federated-user/([^/]+)");
    private static final Pattern ISSUER = Pattern.compile("arn:[^:]+:iam::\\d{12}:(user/.+|root)");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern PROVIDER = Pattern.compile("\\S+");
    private static final String TYPES = "user, role-session, root, service, federated-user, anonymous, web-identity or saml";

    private final CasePlace place;

    private CasePrincipal(CasePlace place) {
        this.place = place;
    }

    static Principal read(CasePlace place) {
        CasePlace type = place.requireObject().required("type");
        CasePrincipal reader = new CasePrincipal(place);
        reader.checkTags();
        return switch (type.text()) {
            case "user" -> reader.user();
            case "role-session" -> reader.roleSession();
            case "root" -> new Principal.Root(place.required("accountId").account());
            case "service" -> new Principal.Service(place.required("service").text(SERVICE, "a name like ec2.amazonaws.com"));
            case "federated-user" -> reader.federatedUser();
            case "anonymous" -> new Principal.Anonymous();
            case "web-identity" -> new Principal.WebIdentity(reader.provider(), Optional.empty());
            case "saml" -> new Principal.Saml(reader.provider(), Optional.empty());
            default -> throw type.malformed("must be " + TYPES + ", not \"" + type.text() + "\"");
        };
    }

    /** Tags become condition keys in nobody's context but the case's own; their form is checked, so that a slip is noticed. */
    private void checkTags() {
        place.optional("principalTags").ifPresent(tags -> tags.members().values().forEach(CasePlace::text));
    }

    private Principal user() {
        Matcher arn = arn("arn", USER, "the ARN of a user");
        return new Principal.User(arn.group(), account(arn), text("userName").orElseGet(() -> arn.group(2)), text("userId").orElse(""));
    }

    /** The {@code userId} of a session is {@code ROLE-ID:SESSION-NAME}, of which policies can name the first part. */
    private Principal roleSession() {
        Matcher arn = arn("arn", SESSION, "the ARN of a role's session, arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION");
        String roleId = text("userId").map(id -> id.replaceFirst(":.*", "")).orElse("");
        return new Principal.RoleSession(arn.group(), account(arn), arn("roleArn", ROLE, "the ARN of a role").group(), roleId,
                text("sessionName").orElseGet(() -> arn.group(2)));
    }

    private Principal federatedUser() {
        Matcher arn = arn("arn", FEDERATED, "the ARN of a federated user, arn:aws:sts::ACCOUNT:federated-user/NAME");
        return new Principal.FederatedUser(arn.group(), account(arn),
                arn("parentUserArn", ISSUER, "the ARN of the user who made the session").group());
    }

    private String provider() {
        return place.required("provider").text(PROVIDER, "the name or the ARN of an identity provider");
    }

    private String account(Matcher arn) {
        CasePlace account = place.required("accountId");
        if (!account.account().equals(arn.group(1))) {
            throw account.malformed("is another account than that of the ARN, " + arn.group(1));
        }
        return arn.group(1);
    }

    private Optional<String> text(String field) {
        return place.optional(field).map(CasePlace::text);
    }

    private Matcher arn(String field, Pattern form, String described) {
        Matcher matcher = form.matcher(place.required(field).text(form, described));
        matcher.matches();
        return matcher;
    }
}
