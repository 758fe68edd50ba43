package dev.rolecall.iam;

/** The version of the policy language, see {@code reference_policies_elements_version}. */
public enum LanguageVersion {
    /** The older language and the default: {@code ${…}} is ordinary text. */
    V2008_10_17("2008-10-17"),
    /** The current language, with policy variables. */
    V2012_10_17("2012-10-17");

    private final String text;

    LanguageVersion(String text) {
        this.text = text;
    }

    /** As it is written in a document. */
    public String text() {
        return text;
    }

    boolean hasVariables() {
        return this == V2012_10_17;
    }
}
