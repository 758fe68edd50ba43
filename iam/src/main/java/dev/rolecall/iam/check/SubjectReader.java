package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.check.Subject.Owner;

/**
 * Finds what there is to check in a file: a policy, a role's configuration as people write it, what {@code aws iam get-role},
 * {@code get-policy-version} and their like print, {@code RoleDetail} and the rest of {@code GetAccountAuthorizationDetails}, or a list of these.
 */
final class SubjectReader {
    private static final Pattern ACCOUNT = Pattern.compile("arn:[a-z0-9-]+:iam::(\\d{12}):.+", Pattern.DOTALL);
    private static final String[] TRUST = {"AssumeRolePolicyDocument", "TrustPolicy", "AssumeRolePolicy"};
    private static final String[] DOCUMENT = {"PolicyDocument", "Document"};
    private static final List<String> WRAPPERS = List.of("Role", "User", "Group", "Policy", "PolicyVersion", "RoleDetailList",
            "UserDetailList", "GroupDetailList", "Policies", "Roles", "Users", "Groups");
    private static final List<String> INLINE = List.of("RolePolicyList", "UserPolicyList", "GroupPolicyList", "Policies", "policies",
            "InlinePolicies", "PolicyList", "PermissionsPolicies");
    private static final List<String> ATTACHED = List.of("AttachedManagedPolicies", "ManagedPolicies", "AttachedPolicies");

    private final Optional<String> account;
    private final List<Subject> subjects = new ArrayList<>();

    private SubjectReader(Optional<String> account) {
        this.account = account;
    }

    static List<Subject> read(Place root, Optional<String> account) {
        SubjectReader reader = new SubjectReader(account);
        reader.look(root);
        if (reader.subjects.isEmpty()) {
            throw new UnreadableFileException(
                    "is neither a policy (it has no Statement) nor the configuration of a role, user or group (it has "
                            + "no AssumeRolePolicyDocument, RoleName, UserName or GroupName).");
        }
        return reader.subjects;
    }

    private void look(Place place) {
        if (place.node().isArray()) {
            place.elements().forEach(this::look);
        } else if (place.node().isString()) {
            alone(DocumentReader.read(place));
        } else if (place.has("Statement")) {
            alone(DocumentReader.read(place));
        } else if (place.has("PolicyName", "PolicyId") && place.has("PolicyVersionList")) {
            place.at("PolicyVersionList").elements().stream().filter(version -> version.node().path("IsDefaultVersion").asBoolean(false))
                    .flatMap(version -> version.child(DOCUMENT).stream()).forEach(found -> alone(DocumentReader.readManaged(found)));
        } else if (place.has(DOCUMENT)) {
            place.child(DOCUMENT).ifPresent(found -> alone(DocumentReader.read(found)));
        } else if (place.has(TRUST) || place.has("RoleName")) {
            entity(place, Owner.ROLE);
        } else if (place.has("UserName")) {
            entity(place, Owner.USER);
        } else if (place.has("GroupName")) {
            entity(place, Owner.GROUP);
        } else {
            WRAPPERS.stream().flatMap(name -> place.child(name).stream()).forEach(this::look);
        }
    }

    private void alone(Document document) {
        subjects.add(new Subject(Owner.NOBODY, document.place(), account, List.of(document), Optional.empty()));
    }

    private void entity(Place place, Owner owner) {
        Optional<String> own = place.text("Arn").map(ACCOUNT::matcher).filter(Matcher::matches).map(arn -> arn.group(1));
        List<Document> documents = new ArrayList<>();
        place.child(TRUST).map(trust -> DocumentReader.read(trust, PolicyKind.TRUST)).ifPresent(documents::add);
        INLINE.stream().flatMap(name -> place.child(name).stream()).flatMap(SubjectReader::policies)
                .map(policy -> DocumentReader.read(policy, PolicyKind.IDENTITY)).forEach(documents::add);
        ATTACHED.stream().flatMap(name -> place.child(name).stream()).flatMap(list -> list.elements().stream())
                .flatMap(policy -> policy.child(DOCUMENT).stream()).map(DocumentReader::readManaged).forEach(documents::add);
        Optional<Document> boundary = place.child("PermissionsBoundary")
                .flatMap(found -> found.has("Statement") ? Optional.of(found) : found.child(DOCUMENT)).map(DocumentReader::readManaged);
        subjects.add(new Subject(owner, place, own.or(() -> account), List.copyOf(documents), boundary));
    }

    /** A list of documents, of documents with names, or one document by name after the other. */
    private static Stream<Place> policies(Place list) {
        if (list.node().isObject() && !list.has("Statement") && !list.has(DOCUMENT)) {
            return list.values().stream();
        }
        return list.oneOrMany().stream().map(policy -> policy.child(DOCUMENT).orElse(policy));
    }
}
