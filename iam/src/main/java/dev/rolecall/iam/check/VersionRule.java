package dev.rolecall.iam.check;

import java.util.stream.Stream;

import dev.rolecall.iam.LanguageVersion;

/** Medium where variables are written, which the old language does not have; else info. */
final class VersionRule implements Rule {
    private static final RuleText TEXT = RuleText.of("old-version", Severity.INFO, "A policy in the language of 2008",
            "Without a Version a policy is in the language of 2008, which has no variables: ${aws:username} is then the text itself.",
            "Write \"Version\": \"2012-10-17\" at the top of the policy.", "reference_policies_elements_version")
            .but("Medium where variables are written.");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        return subject.everything()
                .filter(document -> document.policy().filter(policy -> policy.version() == LanguageVersion.V2008_10_17).isPresent())
                .map(document -> document.place().node().toString().contains("${")
                        ? TEXT.at(spot(document), Severity.MEDIUM, "The variables in this policy are text: it has no Version 2012-10-17.")
                        : TEXT.at(spot(document), "This policy has no Version 2012-10-17."));
    }

    private static Spot spot(Document document) {
        return document.spot(document.place().has("Version") ? "/Version" : "");
    }
}
