package dev.rolecall.lab.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.lab.cleanup.LabNames;

/** Turns the resource of one run into the pattern that fits every run: names that CloudFormation generates and ids that services give. */
public final class ResourcePatterns {
    private record Rule(Pattern pattern, String replacement) {}

    private final List<Rule> rules = new ArrayList<>();

    /**
     * Patterns for one lab.
     *
     * @param playedAccount whose ids stand in the resources
     * @param account       to put there, or {@code *}
     * @param region        the same for the region
     */
    public ResourcePatterns(LabNames names, String playedAccount, String playedRegion, String account, String region) {
        names.stacks().forEach(stack -> rule("(:stack/" + Pattern.quote(stack) + ")/.*", "$1/*"));
        names.generatedPrefixes().forEach(prefix -> {
            rule("(?<!:stack)([:/])" + Pattern.quote(prefix) + "[A-Za-z0-9-]*\\*?", "$1" + prefix + "*");
            String lower = prefix.toLowerCase(Locale.ROOT);
            rule(":::" + Pattern.quote(lower) + "[a-z0-9-]*\\*?", ":::" + lower + "*");
        });
        rule("(:::cdk-hnb659fds-assets-[a-z0-9-]+)/.*", "$1/*");
        rule(":(instance|image|subnet|security-group|network-interface|volume)/[a-z]+-[0-9a-f]+", ":$1/*");
        rule("(:task-definition/[^:]+):\\d+", "$1:*");
        rule("(:task/[^/]+)/[0-9a-f]{32}", "$1/*");
        // Who lists a kind of things can be limited to none of them: https://docs.aws.amazon.com/service-authorization/latest/reference/.
        rule("^arn:[\\w-]+:(iam::\\d{12}:[a-z-]+/|s3:::\\*|logs:[\\w-]+:\\d{12}:log-group::log-stream:)$", "*");
        rule(Pattern.quote(playedAccount), Matcher.quoteReplacement(account));
        rule(Pattern.quote(playedRegion), Matcher.quoteReplacement(region));
    }

    private void rule(String pattern, String replacement) {
        rules.add(new Rule(Pattern.compile(pattern), replacement));
    }

    /** What is such a pattern already stays as it is. */
    String of(String resource) {
        String result = resource;
        for (Rule rule : rules) {
            result = rule.pattern().matcher(result).replaceAll(rule.replacement());
        }
        return result;
    }
}
