package dev.rolecall.iam.check;

import java.util.List;
import java.util.Optional;

import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.Statement;

/**
 * A policy in the file.
 *
 * @param place    the document's own tree; where it stands in the file as a string, that of the string's content with an empty pointer
 * @param pointer  where it stands in the file
 * @param embedded whether it stands there as a string
 * @param managed  whether it is a managed policy, which has its own size limit
 * @param policy   empty where IAM would refuse the document
 * @param errors   what IAM would say then
 */
record Document(PolicyKind kind, Place place, String pointer, boolean embedded, boolean managed, Optional<PolicyDocument> policy,
        List<Finding> errors) {

    /** The statements; none where IAM would refuse the document. */
    List<Site> sites() {
        List<Place> places = place.child("Statement").map(Place::oneOrMany).orElse(List.of());
        List<Statement> statements = policy.map(PolicyDocument::statements).orElse(List.of());
        return statements.stream().map(statement -> new Site(this, statement, places.get(statement.index()))).toList();
    }

    /** A place in the document, given by the pointer into it. */
    Spot spot(String inner) {
        return spot(pointer, embedded, inner);
    }

    Spot spot(Place inside) {
        return spot(inside.pointer().substring(embedded ? 0 : pointer.length()));
    }

    static Spot spot(String pointer, boolean embedded, String inner) {
        return embedded ? new Spot(pointer, inner) : Spot.of(pointer + inner);
    }

    /** What counts against IAM's quotas: white space does not. */
    long size() {
        return place.node().toString().chars().filter(character -> !Character.isWhitespace(character)).count();
    }
}
