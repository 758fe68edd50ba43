package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * What a subject's policies of identities can come to allow, as the evaluator decides it, Denies and a boundary included. Conditions are not
 * solved: an Allow counts as if its conditions held, a Deny with conditions as if it were not there. A resource is asked for by a pattern, which
 * stands for whatever it matches: a Deny counts where it covers all of that.
 */
final class Grants {
    private static final String USER_NAME = "aws:username";
    private static final String SOME_ACCOUNT = "111122223333";
    private static final int PARTITION = 1;
    private static final int ACCOUNT = 4;
    private static final int RESOURCE = 5;

    private final Subject subject;
    private final List<NamedPolicy> denies;
    private final Optional<NamedPolicy> boundary;
    private final List<Allow> allows;
    private final Map<String, List<Grant>> found = new HashMap<>();

    private record Allow(Site site, NamedPolicy policy) {}

    /**
     * One way in which an action is allowed.
     *
     * @param site     the statement that allows it
     * @param resource the pattern of ARNs on which it does
     * @param all      whether these are all resources of a type that the action knows
     */
    record Grant(String action, Site site, String resource, boolean all) {
        boolean conditional() {
            return !site.conditions().isEmpty();
        }

        Spot spot() {
            return site.spotOf(action);
        }

        /** Whether the statement asks for this key. */
        boolean asksFor(String key) {
            return site.conditionsOn(key).anyMatch(condition -> Operator.of(condition.operator()).needsKey());
        }
    }

    private Grants(Subject subject) {
        this.subject = subject;
        List<Document> documents = subject.ofKind(PolicyKind.IDENTITY).filter(document -> document.policy().isPresent()).toList();
        this.denies = documents.stream().flatMap(document -> loosened(document, "Deny").stream()).toList();
        this.boundary = subject.boundary().filter(document -> document.policy().isPresent()).flatMap(document -> loosened(document, ""));
        this.allows = documents.stream().flatMap(document -> document.sites().stream()).filter(Site::allows)
                .map(site -> new Allow(site, policy(site.document().place().node(), List.of(without(site.place().node()))))).toList();
    }

    static Grants of(Subject subject) {
        return new Grants(subject);
    }

    /** All the ways in which an action is allowed. */
    List<Grant> of(String action) {
        return found.computeIfAbsent(action, this::find);
    }

    private List<Grant> find(String action) {
        List<String> types = ActionCatalog.find(action).map(ActionCatalog.KnownAction::resources).orElse(List.of());
        List<Grant> grants = new ArrayList<>();
        for (Allow allow : allows) {
            resources(allow.site(), types).distinct().filter(resource -> allowed(allow, action, resource, RequestContext.empty()))
                    .map(resource -> new Grant(action, allow.site(), resource, types.stream().anyMatch(type -> isAll(resource, type))))
                    .forEach(grants::add);
        }
        return grants;
    }

    /** The statement that lets a user do this to itself, and to nobody else. */
    Optional<Site> toOneself(String action) {
        RequestContext context = RequestContext.builder().put(USER_NAME, "self").build();
        return allows.stream()
                .filter(allow -> allow.site().resources().stream().map(Site.Value::text).filter(arn -> arn.contains(USER_NAME))
                        .anyMatch(arn -> allowed(allow, action, inAccount(arn.replace("${" + USER_NAME + "}", "self")), context)))
                .map(Allow::site).findFirst();
    }

    private boolean allowed(Allow allow, String action, String resource, RequestContext context) {
        String account = subject.account().orElse(SOME_ACCOUNT);
        Principal session = new Principal.RoleSession("arn:aws:sts::" + account + ":assumed-role/Checked/checked", account,
                "arn:aws:iam::" + account + ":role/Checked", "AROACHECKED", "checked");
        PolicySet policies = PolicySet.ofIdentity(Stream.concat(denies.stream(), Stream.of(allow.policy())).toList());
        AccessRequest request = new AccessRequest(session, action, resource, Optional.of(account), context);
        if (request.needsTrust()) {
            policies = policies.withResource(trust(account));
        }
        return Evaluator.evaluate(request, boundary.isPresent() ? policies.withBoundary(boundary.get()) : policies).allowed();
    }

    /** Of a role that leaves it to its account who may assume it. */
    private static NamedPolicy trust(String account) {
        return new NamedPolicy("Trust", PolicyDocument.parse("""
                {"Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:*"}}""".formatted(account), PolicyKind.TRUST));
    }

    /** The patterns of a statement that an action can have something to do with. */
    private Stream<String> resources(Site site, List<String> types) {
        Stream<String> all = types.isEmpty() ? Stream.of("*") : types.stream().map(type -> type.replace('!', '*')).map(this::inAccount);
        if (!site.listsResources()) {
            return all;
        }
        List<String> whole = all.toList();
        return site.resources().stream().map(Site.Value::text).flatMap(value -> value.equals("*")
                ? whole.stream()
                : types.stream().filter(type -> Patterns.overlapOfArns(type, value)).limit(1).map(_ -> inAccount(value)));
    }

    private String inAccount(String arn) {
        String[] parts = arn.split(":", RESOURCE + 1);
        if (parts.length <= RESOURCE) {
            return arn;
        }
        parts[PARTITION] = parts[PARTITION].equals("*") ? "aws" : parts[PARTITION];
        parts[ACCOUNT] = parts[ACCOUNT].equals("*") ? subject.account().orElse("*") : parts[ACCOUNT];
        return String.join(":", parts);
    }

    private static boolean isAll(String resource, String type) {
        String[] parts = resource.split(":", RESOURCE + 1);
        String[] wanted = type.split(":", RESOURCE + 1);
        return parts.length <= RESOURCE || (wanted.length > RESOURCE && Patterns.covers(parts[RESOURCE], wanted[RESOURCE]));
    }

    /** The document without conditions; only its statements of one effect, or all. Empty where nothing is left. */
    private static Optional<NamedPolicy> loosened(Document document, String effect) {
        List<JsonNode> statements = document.sites().stream().filter(site -> site.allows() || site.conditions().isEmpty())
                .map(site -> site.place().node())
                .filter(statement -> effect.isEmpty() || statement.path("Effect").asString("").equals(effect))
                .map(Grants::without).toList();
        return statements.isEmpty() && !effect.isEmpty() ? Optional.empty() : Optional.of(policy(document.place().node(), statements));
    }

    private static JsonNode without(JsonNode statement) {
        return ((ObjectNode) statement.deepCopy()).without("Condition");
    }

    private static NamedPolicy policy(JsonNode document, List<JsonNode> statements) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        if (document.has("Version")) {
            policy.set("Version", document.path("Version"));
        }
        ArrayNode list = policy.putArray("Statement");
        statements.forEach(list::add);
        if (statements.isEmpty()) {
            // A boundary of nothing but conditional Denies allows nothing.
            list.addObject().put("Effect", "Deny").put("Action", "*").put("Resource", "*");
        }
        return new NamedPolicy("Checked", PolicyDocument.parse(policy.toString(), PolicyKind.IDENTITY));
    }
}
