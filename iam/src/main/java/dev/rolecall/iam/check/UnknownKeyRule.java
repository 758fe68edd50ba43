package dev.rolecall.iam.check;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.rolecall.iam.Condition;

/** Medium where the statement then keeps nobody out, low where it then lets nobody in. */
final class UnknownKeyRule implements ConditionRule {
    private static final RuleText TEXT = RuleText.of("unknown-key", Severity.MEDIUM, "A global condition key that does not exist",
            "IAM takes a condition on any key; one that does not exist is in no request.", "Look the key up, and write it as it is.",
            "reference_policies_condition-keys")
            .but("Low where the statement then lets nobody in, medium where it keeps nobody out.");
    private static final String GLOBAL = "aws:";
    /** As that page lists them, and the last one, which AWS uses in a managed policy of its own. */
    private static final Set<String> KEYS = Set.of("principalarn", "principalaccount", "principalorgpaths", "principalorgid",
            "principalisawsservice", "principalservicename", "principalservicenameslist", "principaltype", "userid", "username",
            "assumedroot",
            "federatedprovider", "tokenissuetime", "multifactorauthage", "multifactorauthpresent", "chatbotsourcearn",
            "ec2instancesourcevpc",
            "ec2instancesourceprivateipv4", "sourceidentity", "sourceip", "sourcevpc", "sourcevpcarn", "sourcevpce", "vpceaccount",
            "vpceorgpaths", "vpceorgid", "vpcsourceip", "resourceaccount", "resourceorgid", "resourceorgpaths", "calledvia",
            "calledviafirst",
            "calledvialast", "calledviaawsmcp", "viaawsservice", "viaawsmcpservice", "currenttime", "epochtime", "referer",
            "requestedregion",
            "tagkeys", "securetransport", "sourcearn", "sourceaccount", "sourceowner", "sourceorgpaths", "sourceorgid", "useragent",
            "ismcpserviceaction", "principalorgmasteraccountid");
    private static final Set<String> FAMILIES = Set.of("principaltag/", "resourcetag/", "requesttag/");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Site site, Condition condition) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        if (!key.startsWith(GLOBAL) || Operator.of(condition.operator()).name().equals("null")) {
            return Stream.empty();
        }
        String name = key.substring(GLOBAL.length());
        boolean known = KEYS.contains(name)
                || FAMILIES.stream().anyMatch(family -> name.startsWith(family) && name.length() > family.length());
        return known
                ? Stream.empty()
                : Stream.of(TEXT.at(site.spot(condition), ConditionRule.comparesWithNothing(site, condition),
                        "There is no " + condition.key() + ". " + ConditionRule.consequence(site, condition)));
    }
}
