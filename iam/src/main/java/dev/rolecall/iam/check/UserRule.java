package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Medium: it is what the lesson is about. */
final class UserRule implements Rule {
    private static final RuleText TEXT = RuleText.of("user-not-role", Severity.MEDIUM, "An IAM user, where a role would do",
            "A user's access key lasts until somebody deletes it, lies wherever the program finds it, and works wherever it is copied to. A role's "
                    + "credentials are temporary, and nobody stores them.",
            "Give the permissions to a role: of the instance, function or task for a program, by federation or IAM Identity Center for a person.",
            "best-practices#bp-workloads-use-roles");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        return subject.owner() == Subject.Owner.USER
                ? Stream.of(TEXT.at(Spot.of(subject.place().pointer() + "/UserName"), "These permissions belong to an IAM user."))
                : Stream.empty();
    }
}
