package dev.rolecall.iam.check;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Medium where AWS documents the keys for the service; low where nothing is documented, because a plain condition on a key that is not sent locks
 * the service out; info for Lambda, of which AWS shows neither key; nothing for EC2 and its instance profiles, where there is nothing to add. In
 * any case {@code iam:PassRole} works only within an account, so that another account cannot hand the role to a resource of its own.
 */
final class ServiceSourceRule implements StatementRule {
    private static final RuleText TEXT = RuleText.of("service-without-source", Severity.MEDIUM,
            "A service that is trusted whoever it works for",
            "The service could be talked into using the role for somebody else's resource: the confused deputy between services.",
            "Ask for your account by aws:SourceAccount, and for the resource that the role is for by aws:SourceArn.",
            "confused-deputy#mitigate-confused-deputy")
            .but("Low for a service of which nothing is documented, info for Lambda, and nothing for EC2's instance profiles.");
    private static final String IF_EXISTS = "Ask by StringEqualsIfExists on aws:SourceAccount: it holds the service to your account where it says for whom "
            + "it works, and does not lock it out where it does not.";
    private static final Set<String> KEYS = Set.of("aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site) {
        boolean pinned = site.conditions().stream().anyMatch(condition -> KEYS.contains(condition.key().toLowerCase(Locale.ROOT))
                && !Operator.of(condition.operator()).negated());
        return site.trusts() && !pinned ? site.principals("Service").stream().flatMap(ServiceSourceRule::finding) : Stream.empty();
    }

    private static Stream<Finding> finding(Site.Named service) {
        String name = service.name();
        if (SourceKeys.page(name).isPresent()) {
            Finding finding = TEXT.at(service.spot(), name + " may assume this role whatever account and resource it works for.");
            return Stream.of(new Finding(finding.severity(), finding.rule(), finding.path(), finding.message(), finding.fix(),
                    SourceKeys.page(name).get()));
        }
        return switch (name) {
            case "ec2.amazonaws.com", "ec2.amazonaws.com.cn" -> Stream.empty();
            case "lambda.amazonaws.com" -> Stream.of(TEXT.at(service.spot(), Severity.INFO,
                    "lambda.amazonaws.com is trusted without a source. AWS's page on execution roles shows no source key.", IF_EXISTS));
            default -> Stream.of(TEXT.at(service.spot(), Severity.LOW,
                    name + " is trusted without a source. See in its guide whether it sends aws:SourceArn when it assumes a role.",
                    IF_EXISTS));
        };
    }
}
