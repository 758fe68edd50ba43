package dev.rolecall.iam.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;

/**
 * What is checked as one: a role, user or group with all its policies, or a policy alone.
 *
 * @param place     the object that describes it
 * @param account   the account that it belongs to, where that is known
 * @param documents its trust policy, its policies, or the one policy
 * @param boundary  the document of its permissions boundary, where the file has it
 */
record Subject(Owner owner, Place place, Optional<String> account, List<Document> documents, Optional<Document> boundary) {

    enum Owner {
        ROLE, USER, GROUP, NOBODY
    }

    /** Everything that the file has of it. */
    Stream<Document> everything() {
        return Stream.concat(documents.stream(), boundary.stream());
    }

    /** The statements of its policies; those of a boundary grant nothing. */
    Stream<Site> sites() {
        return documents.stream().flatMap(document -> document.sites().stream());
    }

    Stream<Document> ofKind(PolicyKind kind) {
        return documents.stream().filter(document -> document.kind() == kind);
    }
}
