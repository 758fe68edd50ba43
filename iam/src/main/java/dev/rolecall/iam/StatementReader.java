package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads one statement, and holds it against what its kind of policy must and must not have. */
final class StatementReader {
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
            "NotResource", "Condition");
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*");
    private static final Pattern VENDOR = Pattern.compile("[A-Za-z0-9.-]+|\\*");

    private final JsonPlace place;
    private final PolicyKind kind;
    private final LanguageVersion version;

    private StatementReader(JsonPlace place, PolicyKind kind, LanguageVersion version) {
        this.place = place;
        this.kind = kind;
        this.version = version;
    }

    static Statement read(JsonPlace place, int index, PolicyKind kind, LanguageVersion version) {
        place.requireObject().requireOnly(ELEMENTS);
        StatementReader reader = new StatementReader(place, kind, version);
        return new Statement(index, reader.sid(), reader.effect(), reader.principal(), reader.actions(), reader.resources(),
                reader.conditions());
    }

    private Optional<String> sid() {
        Optional<JsonPlace> sid = place.child("Sid");
        // Services are freer than IAM: bucket policies may have blanks here.
        if (kind != PolicyKind.RESOURCE && sid.isPresent() && !SID.matcher(sid.get().requireText()).matches()) {
            throw sid.get().malformed("Statement IDs (SID) must be alpha-numeric.");
        }
        return sid.map(JsonPlace::requireText).filter(text -> !text.isEmpty());
    }

    private Effect effect() {
        JsonPlace effect = place.child("Effect")
                .orElseThrow(() -> place.malformed("Syntax errors in policy. Missing required field Effect."));
        return switch (effect.requireText()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw effect.malformed("Syntax errors in policy. Effect is Allow or Deny.");
        };
    }

    private Optional<PrincipalElement> principal() {
        Optional<Element> element = oneOf("Principal");
        if (kind == PolicyKind.IDENTITY) {
            element.ifPresent(unwanted -> {
                throw unwanted.place().malformed("Policy document should not specify a principal.");
            });
            return Optional.empty();
        }
        Element principal = element.orElseThrow(() -> place.malformed("Missing required field Principal."));
        if (principal.selection() == Selection.ALL_BUT_LISTED) {
            checkNotPrincipal(principal.place());
        }
        return Optional.of(PrincipalReader.read(principal.place(), principal.selection(), kind));
    }

    /** {@code reference_policies_elements_notprincipal}: not in a trust policy, and nowhere with Allow. */
    private void checkNotPrincipal(JsonPlace found) {
        if (kind == PolicyKind.TRUST) {
            throw found.malformed("Has prohibited field NotPrincipal.");
        }
        if (effect() == Effect.ALLOW) {
            throw found.malformed("Allow with NotPrincipal is not allowed.");
        }
    }

    private ActionElement actions() {
        Element element = oneOf("Action").orElseThrow(() -> place.malformed("Policy statement must contain actions."));
        return new ActionElement(element.selection(), values(element, "actions", this::checkAction));
    }

    private void checkAction(JsonPlace action) {
        String text = action.requireText();
        int colon = text.indexOf(':');
        if (colon < 0 && !text.equals("*")) {
            throw action.malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (colon != text.lastIndexOf(':')) {
            throw action.malformed("Actions/Condition can contain only one colon.");
        }
        // reference_policies_elements_action: a wildcard stands in the name of the action, not in that of the service.
        if (colon >= 0 && !VENDOR.matcher(text.substring(0, colon)).matches()) {
            throw action.malformed("Vendor " + text.substring(0, colon) + " is not valid");
        }
        if (kind == PolicyKind.TRUST && !text.regionMatches(true, 0, "sts:", 0, 4)) {
            throw action.malformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
    }

    private Optional<ResourceElement> resources() {
        Optional<Element> element = oneOf("Resource");
        if (kind == PolicyKind.TRUST) {
            element.ifPresent(unwanted -> {
                throw unwanted.place().malformed("Has prohibited field Resource.");
            });
            return Optional.empty();
        }
        if (element.isEmpty() && kind == PolicyKind.RESOURCE) {
            // access_policies: left out, it is the resource that the policy is attached to.
            return Optional.empty();
        }
        Element resource = element.orElseThrow(() -> place.malformed("Policy statement must contain resources."));
        return Optional.of(new ResourceElement(resource.selection(), values(resource, "resources", this::checkResource), version));
    }

    private void checkResource(JsonPlace resource) {
        // Policies of resources are read by their services, and some of those take resources that are no ARNs.
        if (kind == PolicyKind.IDENTITY) {
            ResourceSyntax.check(resource);
        } else if (resource.requireText().isEmpty()) {
            throw resource.malformed("Policy has invalid resource.");
        }
    }

    private List<Condition> conditions() {
        return place.child("Condition").map(conditions -> ConditionReader.read(conditions, version)).orElse(List.of());
    }

    private Optional<Element> oneOf(String name) {
        Optional<JsonPlace> listed = place.child(name);
        Optional<JsonPlace> others = place.child("Not" + name);
        if (listed.isPresent() && others.isPresent()) {
            throw others.get().malformed("Syntax errors in policy. " + name + " and Not" + name + " exclude each other.");
        }
        return listed.map(found -> new Element(found, Selection.LISTED))
                .or(() -> others.map(found -> new Element(found, Selection.ALL_BUT_LISTED)));
    }

    private static List<String> values(Element element, String plural, Consumer<JsonPlace> check) {
        List<String> values = new ArrayList<>();
        for (JsonPlace value : element.place().oneOrMany()) {
            check.accept(value);
            values.add(value.requireText());
        }
        if (values.isEmpty()) {
            throw element.place().malformed("Policy statement must contain " + plural + ".");
        }
        return values;
    }

    private record Element(JsonPlace place, Selection selection) {}
}
