package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;

/** An error, because IAM refuses what is larger with LimitExceeded. White space does not count. */
final class SizeRule implements Rule {
    private static final RuleText TEXT = RuleText.of("policy-too-large", Severity.ERROR, "More characters than IAM takes",
            "IAM refuses it with LimitExceeded. White space does not count.",
            "Say the same in fewer statements, or move some of them to a managed policy of their own.", "reference_iam-quotas");
    private static final int MANAGED = 6144;
    /** By default; AWS raises it on request to 8,192. */
    private static final int TRUST = 2048;

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        List<Finding> found = new ArrayList<>();
        subject.everything().filter(Document::managed).filter(document -> document.size() > MANAGED)
                .forEach(document -> found.add(tooLarge(document, "A managed policy", document.size(), MANAGED)));
        subject.ofKind(PolicyKind.TRUST).filter(document -> document.size() > TRUST)
                .forEach(document -> found.add(tooLarge(document, "A trust policy, unless its quota was raised,", document.size(), TRUST)));
        List<Document> inline = subject.ofKind(PolicyKind.IDENTITY).filter(document -> !document.managed()).toList();
        long sum = inline.stream().mapToLong(Document::size).sum();
        int most = inline(subject.owner());
        if (sum > most) {
            found.add(tooLarge(inline.getLast(), "What is inline in " + owner(subject.owner()), sum, most));
        }
        return found.stream();
    }

    private static Finding tooLarge(Document document, String what, long size, int most) {
        return TEXT.at(document.spot(""), "%s has at most %,d characters; this has %,d.".formatted(what, most, size));
    }

    private static int inline(Subject.Owner owner) {
        return switch (owner) {
            case USER -> 2048;
            case GROUP -> 5120;
            // A policy alone may become one of a role, which takes the most.
            case ROLE, NOBODY -> 10_240;
        };
    }

    private static String owner(Subject.Owner owner) {
        return switch (owner) {
            case USER -> "a user";
            case GROUP -> "a group";
            case ROLE, NOBODY -> "a role";
        };
    }
}
