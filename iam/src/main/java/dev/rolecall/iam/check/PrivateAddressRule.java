package dev.rolecall.iam.check;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Medium where the statement then keeps nobody out, low where it then lets nobody in. */
final class PrivateAddressRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("private-source-address", Severity.MEDIUM, "aws:SourceIp with a private address",
            "AWS sees the public address of a request; what comes through a VPC endpoint has no aws:SourceIp at all.",
            "Ask for aws:VpcSourceIp together with aws:SourceVpc, or for the public addresses of your network.",
            "reference_policies_condition-keys#condition-keys-sourceip")
            .but("Low where the statement then lets nobody in, medium where it keeps nobody out.");
    /** RFC 1918, link-local, loopback, and IPv6's unique local addresses. */
    private static final Pattern PRIVATE = Pattern.compile(
            "(10\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.|169\\.254\\.|127\\.|f[cd]\\p{XDigit}{2}:).*",
            Pattern.CASE_INSENSITIVE);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        return condition.key().equalsIgnoreCase("aws:SourceIp") && !condition.values().isEmpty()
                && condition.values().stream().allMatch(value -> PRIVATE.matcher(value).matches())
                        ? Stream.of(TEXT.at(site.spot(condition), ConditionRule.comparesWithNothing(site, condition),
                                "No request comes from these addresses, as AWS sees it. " + ConditionRule.consequence(site, condition)))
                        : Stream.empty();
    }
}
