package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.PolicyKind;

/** High: everybody else includes those without an account. */
final class NotPrincipalRule implements Rule {
    private static final RuleText TEXT = RuleText.of("not-principal-allow", Severity.HIGH, "NotPrincipal with Allow",
            "It allows everybody but the principals that are listed: all other accounts, and in a resource's policy whoever has no account.",
            "List in Principal who is meant. To keep somebody out, deny it by a condition on aws:PrincipalArn.",
            "reference_policies_elements_notprincipal");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        return subject.everything().filter(document -> document.kind() != PolicyKind.IDENTITY).flatMap(NotPrincipalRule::findings);
    }

    /** Of the text as it stands there: some services refuse such a document, and this is the reason. */
    private static Stream<Finding> findings(Document document) {
        return document.place().child("Statement").stream().flatMap(all -> all.oneOrMany().stream())
                .filter(statement -> statement.text("Effect").filter("Allow"::equals).isPresent())
                .flatMap(statement -> statement.child("NotPrincipal").stream())
                .map(found -> TEXT.at(document.spot(found), "NotPrincipal in an Allow allows everybody who is not listed."));
    }
}
