package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;

/**
 * A policy, read and checked, with its patterns compiled: made once, used for any number of requests. Two documents are equal when their
 * kind and their text are.
 *
 * @param json       the text as it was given
 * @param id         the {@code Id} element
 * @param statements in the order of the document
 */
public record PolicyDocument(PolicyKind kind, String json, LanguageVersion version, Optional<String> id, List<Statement> statements) {

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a document by the grammar of {@code reference_policies_grammar}.
     *
     * @throws MalformedPolicyException with the place, when IAM would not take the document
     */
    public static PolicyDocument parse(String json, PolicyKind kind) {
        return PolicyReader.read(json, kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyDocument that && kind == that.kind && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + json.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + json;
    }
}
