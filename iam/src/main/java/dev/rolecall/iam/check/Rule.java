package dev.rolecall.iam.check;

import java.util.stream.Stream;

/** Looks for one kind of weakness. */
interface Rule {

    RuleText text();

    Stream<Finding> findings(Subject subject);
}
