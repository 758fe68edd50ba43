package dev.rolecall.iam.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks policies, and roles with all their policies. Pure: text in, findings out. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /** What is looked for, in the order of the documentation. */
    public static List<RuleText> rules() {
        return Stream.concat(Stream.of(DocumentReader.MALFORMED), Rules.ALL.stream().map(Rule::text)).toList();
    }

    /**
     * Checks a file.
     *
     * @param json    a policy, a role's configuration, what IAM's API returns of these, or a list of them
     * @param account the account that it all belongs to, where the file does not say so by an ARN of its own
     * @return what IAM would refuse, then what it would take and should not be, the worst first
     * @throws UnreadableFileException when it is no JSON, or has nothing to check
     */
    public static List<Finding> findings(String json, Optional<String> account) {
        List<Subject> subjects = SubjectReader.read(new Place(JsonFile.read(json), ""), account);
        return subjects.stream().flatMap(PolicyCheck::findings).sorted(Comparator.comparing(Finding::severity)).toList();
    }

    private static Stream<Finding> findings(Subject subject) {
        return Stream.concat(subject.everything().flatMap(document -> document.errors().stream()),
                Rules.ALL.stream().flatMap(rule -> rule.findings(subject)));
    }
}
