package dev.rolecall.iam.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A principal that is a whole account. */
record AccountTrust(String account, Site.Named named) {
    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[a-z0-9-]+:iam::)?(\\d{12})(?::root)?");

    /** Those that a trust policy's statement names. */
    static Stream<AccountTrust> in(Site site) {
        return site.trusts() && site.listsPrincipals()
                ? site.principals("AWS").stream().flatMap(named -> of(named).stream())
                : Stream.empty();
    }

    private static Optional<AccountTrust> of(Site.Named named) {
        Matcher matcher = ACCOUNT.matcher(named.name());
        return matcher.matches() ? Optional.of(new AccountTrust(matcher.group(1), named)) : Optional.empty();
    }

    boolean isOf(Subject subject) {
        return subject.account().filter(account::equals).isPresent();
    }
}
