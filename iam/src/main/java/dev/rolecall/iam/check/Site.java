package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;
import dev.rolecall.iam.Effect;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.Selection;
import dev.rolecall.iam.Statement;

/** A statement with its place in the file. */
record Site(Document document, Statement statement, Place place) {

    /** A value of an element, with its place. */
    record Value(String text, Spot spot) {}

    /**
     * A principal.
     *
     * @param kind {@code AWS}, {@code Service}, {@code Federated} or {@code CanonicalUser}; {@code *} for a bare star
     */
    record Named(String kind, String name, Spot spot) {
        boolean everyone() {
            return name.equals("*") && (kind.equals("*") || kind.equals("AWS"));
        }
    }

    boolean allows() {
        return statement.effect() == Effect.ALLOW;
    }

    boolean trusts() {
        return document.kind() == PolicyKind.TRUST && allows();
    }

    boolean listsActions() {
        return statement.actions().selection() == Selection.LISTED;
    }

    boolean listsResources() {
        return statement.resources().map(element -> element.selection() == Selection.LISTED).orElse(false);
    }

    boolean listsPrincipals() {
        return statement.principal().map(element -> element.selection() == Selection.LISTED).orElse(false);
    }

    /** Of {@code Action} or {@code NotAction}. */
    List<Value> actions() {
        return values(element("Action"));
    }

    /** Of {@code Resource} or {@code NotResource}; none in a trust policy. */
    List<Value> resources() {
        return values(element("Resource"));
    }

    /** Whether the element covers everything: {@code *} is listed. */
    boolean onEverything() {
        return listsResources() && resources().stream().anyMatch(value -> value.text().equals("*"));
    }

    /** Of {@code Principal} or {@code NotPrincipal}. */
    List<Named> principals() {
        Place element = place.at(element("Principal"));
        if (element.node().isString()) {
            return List.of(new Named(element.node().asString(), element.node().asString(), spot(element)));
        }
        List<Named> all = new ArrayList<>();
        element.node().propertyNames().forEach(kind -> element.at(kind).oneOrMany()
                .forEach(value -> all.add(new Named(kind, value.node().asString(), spot(value)))));
        return all;
    }

    List<Named> principals(String kind) {
        return principals().stream().filter(named -> named.kind().equals(kind)).toList();
    }

    /** Whether a listed action covers this one. */
    boolean names(String action) {
        return listsActions() && actions().stream().anyMatch(value -> Patterns.coversAction(value.text(), action));
    }

    /** Where the action stands that covers this one; the element's place where it is {@code NotAction}. */
    Spot spotOf(String action) {
        return listsActions()
                ? actions().stream().filter(value -> Patterns.coversAction(value.text(), action)).map(Value::spot).findFirst()
                        .orElse(spot())
                : spotOf(element("Action"), "");
    }

    List<Condition> conditions() {
        return statement.conditions();
    }

    Stream<Condition> conditionsOn(String key) {
        return conditions().stream().filter(condition -> condition.key().equalsIgnoreCase(key));
    }

    Spot spot(Condition condition) {
        return spotOf("Condition", "/" + Place.escape(condition.operator()) + "/" + Place.escape(condition.key()));
    }

    /** Of the statement. */
    Spot spot() {
        return spotOf("", "");
    }

    Spot spot(Place inside) {
        return document.spot(inside);
    }

    /** Of one of its elements, by its name without a {@code Not} that it may have. */
    Spot spotOfElement(String name) {
        return spotOf(element(name), "");
    }

    private Spot spotOf(String element, String rest) {
        Spot statement = spot(place);
        String more = (element.isEmpty() ? "" : "/" + element) + rest;
        return document.embedded() ? new Spot(statement.path(), statement.inner() + more) : Spot.of(statement.path() + more);
    }

    /** The name as it stands in the document: {@code Action} or {@code NotAction}. */
    private String element(String name) {
        return place.has("Not" + name) ? "Not" + name : name;
    }

    private List<Value> values(String element) {
        return place.child(element).map(Place::oneOrMany).orElse(List.of()).stream()
                .map(value -> new Value(value.node().asString(), spot(value))).toList();
    }
}
