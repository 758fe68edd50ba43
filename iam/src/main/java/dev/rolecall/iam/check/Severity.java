package dev.rolecall.iam.check;

import java.util.Locale;

/** How bad a finding is, from the worst to the mildest. */
public enum Severity {
    /** IAM refuses it: there will be no such policy or role. */
    ERROR("IAM refuses it"),
    /** Whoever holds it has, or can get, the whole account; or anybody can have it. */
    HIGH("opens the account, or opens the resource to anybody"),
    /** It gives clearly more than meant, or protects less than it says. */
    MEDIUM("gives clearly more than meant, or protects less than it says"),
    /** It is wider than it has to be, or does less than it says, and nothing is open because of it. */
    LOW("is wider than it has to be, or grants less than it says"),
    /** Nothing has to change. */
    INFO("worth knowing");

    private final String meaning;

    Severity(String meaning) {
        this.meaning = meaning;
    }

    /** As it is written in reports: {@code high}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A clause that says of a finding what makes it so bad. */
    public String meaning() {
        return meaning;
    }

    /** Whether it is as bad as {@code other}, or worse. */
    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
