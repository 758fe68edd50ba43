package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.function.Supplier;

import dev.rolecall.iam.PolicyDocument;

/**
 * One version of a managed policy; it never changes.
 *
 * @param id     {@code v1}, {@code v2}…: a number is never given twice
 * @param source the document, read when it is first wanted
 */
public record PolicyVersion(String id, Instant created, Supplier<PolicyDocument> source) {

    public static PolicyVersion of(String id, Instant created, PolicyDocument document) {
        return new PolicyVersion(id, created, () -> document);
    }

    public PolicyDocument document() {
        return source.get();
    }

    int number() {
        return Integer.parseInt(id.substring(1));
    }
}
