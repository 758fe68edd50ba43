package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** A rule that needs to see no more than one statement at a time. */
interface StatementRule extends Rule {

    Stream<Finding> findings(Site site);

    @Override
    default Stream<Finding> findings(Subject subject) {
        return subject.sites().flatMap(this::findings);
    }
}
