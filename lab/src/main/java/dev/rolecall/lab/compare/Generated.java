package dev.rolecall.lab.compare;

import java.util.List;
import java.util.regex.Pattern;

/** Leaves out of a text what is made anew in each run or belongs to one account, so that the same behaviour is told in the same words. */
final class Generated {
    private static final String LEFT_OUT = "…";

    /** In this order: a UUID has parts that look like others. */
    private static final List<Pattern> PATTERNS = List.of(
            // A port.
            Pattern.compile("(?<=://[\\w.-]{1,253}:)\\d+"), Pattern.compile("(?<=\\d\\.\\d{1,3}:)\\d{2,5}\\b"),
            // A request's id.
            Pattern.compile("\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b"),
            // What the app adds to the CDK's logical id of an instance, by its user data.
            Pattern.compile("(?<=[A-Za-z][0-9A-F]{8})[0-9a-f]{16}\\b"),
            // What CloudFormation adds to a logical id of the CDK's.
            Pattern.compile("(?<=[0-9A-Fa-f]{8}-)[A-Za-z0-9]{8,13}\\b"),
            // An EC2 resource's id: i-0123456789abcdef0.
            Pattern.compile("(?<=\\b[a-z]{1,8}-)[0-9a-f]{8,17}\\b"),
            // A key's id, shortened or not.
            Pattern.compile("(?<=\\b[AL][KS]IA)(?:[A-Z2-7]{12,16}|….{4})"),
            // A time, a day.
            Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z)?"),
            // An account.
            Pattern.compile("\\b\\d{12}\\b"));

    private Generated() {}

    static String leaveOut(String text) {
        String rest = text;
        for (Pattern pattern : PATTERNS) {
            rest = pattern.matcher(rest).replaceAll(LEFT_OUT);
        }
        return rest;
    }
}
