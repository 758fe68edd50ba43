package dev.rolecall.iam.check;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/** Reads a document that stands in the file as an object, as JSON in a string, or as the percent-encoded string that IAM's API returns. */
final class DocumentReader {
    static final RuleText MALFORMED = RuleText.of("malformed-policy", Severity.ERROR, "A document that IAM does not take",
            "IAM refuses it with MalformedPolicyDocument, so nothing else can be said about it.",
            "Write the document by the grammar of the policy language.", "reference_policies_grammar");
    private static final List<String> STATEMENT = List.of("Principal", "NotPrincipal");

    private static final String TRUST_OF_EC2 = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", "
            + "\"Principal\": {\"Service\": \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}";
    /** As lessons and templates leave a document out. */
    private static final Pattern DOTS = Pattern.compile("[.…\\s]*");

    private DocumentReader() {}

    /** A document whose kind its elements tell. */
    static Document read(Place place) {
        Content content = Content.of(place.node());
        return read(place, content, kind(content.tree()), false);
    }

    static Document read(Place place, PolicyKind kind) {
        return read(place, Content.of(place.node()), kind, false);
    }

    /** A managed policy. */
    static Document readManaged(Place place) {
        return read(place, Content.of(place.node()), PolicyKind.IDENTITY, true);
    }

    private static Document read(Place place, Content content, PolicyKind kind, boolean managed) {
        boolean embedded = place.node().isString();
        Place tree = new Place(content.tree(), embedded ? "" : place.pointer());
        Map<String, Finding> errors = new LinkedHashMap<>();
        Optional<PolicyDocument> policy = parse(content.text(), kind, "", place.pointer(), embedded, errors);
        if (policy.isEmpty()) {
            // One mistake hides the next: each statement is read for itself, too.
            List<Place> statements = new Place(content.tree(), "").child("Statement").map(Place::oneOrMany).orElse(List.of());
            for (Place statement : statements) {
                parse(alone(content.tree(), statement.node()), kind, statement.pointer(), place.pointer(), embedded, errors);
            }
        }
        return new Document(kind, tree, place.pointer(), embedded, managed, policy, List.copyOf(errors.values()));
    }

    private static Optional<PolicyDocument> parse(String text, PolicyKind kind, String statement, String pointer, boolean embedded,
            Map<String, Finding> errors) {
        try {
            return Optional.of(PolicyDocument.parse(text, kind));
        } catch (MalformedPolicyException e) {
            String inner = statement.isEmpty() ? e.pointer() : e.pointer().replaceFirst("^/Statement", statement);
            Spot spot = Document.spot(pointer, embedded, inner);
            errors.putIfAbsent(inner, DOTS.matcher(text).matches()
                    ? MALFORMED.at(spot, Severity.ERROR, "There is no document here yet.", "Write the document in place of the dots"
                            + (kind == PolicyKind.TRUST ? ". For a role of EC2: " + TRUST_OF_EC2 : "") + ".")
                    : MALFORMED.at(spot, "MalformedPolicyDocument: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private static String alone(JsonNode document, JsonNode statement) {
        ObjectNode only = JsonNodeFactory.instance.objectNode();
        if (document.has("Version")) {
            only.set("Version", document.path("Version"));
        }
        return only.set("Statement", statement).toString();
    }

    /** A principal belongs to a resource's policy or a role's; only a role's has no resource and nothing but actions of STS. */
    private static PolicyKind kind(JsonNode document) {
        List<Place> statements = new Place(document, "").child("Statement").map(Place::oneOrMany).orElse(List.of());
        boolean principals = statements.stream().anyMatch(statement -> STATEMENT.stream().anyMatch(statement.node()::has));
        boolean resources = statements.stream().anyMatch(statement -> statement.has("Resource", "NotResource"));
        boolean onlySts = !statements.isEmpty() && statements.stream().flatMap(statement -> statement.child("Action").stream())
                .flatMap(action -> action.oneOrMany().stream()).allMatch(action -> action.node().asString("").startsWith("sts:"));
        if (onlySts && !resources) {
            return PolicyKind.TRUST;
        }
        return principals ? PolicyKind.RESOURCE : PolicyKind.IDENTITY;
    }

    /** A document's text, and its tree; an empty object where the text is no JSON. */
    private record Content(String text, JsonNode tree) {
        static Content of(JsonNode node) {
            return node.isString() ? of(node.asString().strip()) : new Content(node.toString(), node);
        }

        private static Content of(String written) {
            String text = written.startsWith("%7B") || written.startsWith("%7b") ? decoded(written) : written;
            try {
                return new Content(text, JsonFile.parse(text));
            } catch (JacksonException e) {
                return new Content(text, JsonNodeFactory.instance.objectNode());
            }
        }

        private static String decoded(String written) {
            try {
                // The API's encoding is that of RFC 3986, in which a plus is a plus.
                return URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return written;
            }
        }
    }
}
