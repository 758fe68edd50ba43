package dev.rolecall.iam.check;

import java.util.Optional;

/**
 * What there is to say about a rule.
 *
 * @param id       in lower case with hyphens; scripts may rely on it
 * @param severity of its findings, where nothing makes one of them milder or worse
 * @param title    what it finds, in some words
 * @param reason   why that is wrong, in a sentence or two
 * @param fix      what to do, in a sentence
 * @param page     of AWS's documentation, its address
 * @param degrees  when a finding is milder or worse than that, in a sentence
 */
public record RuleText(String id, Severity severity, String title, String reason, String fix, String page, Optional<String> degrees) {
    private static final String USER_GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

    /** A rule whose page is in the IAM user guide; {@code page} is its name there, as {@code best-practices}. */
    static RuleText of(String id, Severity severity, String title, String reason, String fix, String page) {
        int anchor = page.indexOf('#');
        String address = anchor < 0 ? page + ".html" : page.substring(0, anchor) + ".html" + page.substring(anchor);
        return new RuleText(id, severity, title, reason, fix, USER_GUIDE + address, Optional.empty());
    }

    RuleText but(String sentence) {
        return new RuleText(id, severity, title, reason, fix, page, Optional.of(sentence));
    }

    Finding at(Spot spot, String message) {
        return at(spot, severity, message);
    }

    Finding at(Spot spot, Severity milderOrWorse, String message) {
        return at(spot, milderOrWorse, message, fix);
    }

    Finding at(Spot spot, Severity milderOrWorse, String message, String thisFix) {
        return new Finding(milderOrWorse, id, spot.path(), spot.complete(message), thisFix, page);
    }
}
