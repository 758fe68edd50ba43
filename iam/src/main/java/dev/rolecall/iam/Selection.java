package dev.rolecall.iam;

/** Whether an element lists what a statement covers ({@code Action}) or what it leaves out ({@code NotAction}). */
public enum Selection {
    LISTED(""), ALL_BUT_LISTED("Not");

    private final String prefix;

    Selection(String prefix) {
        this.prefix = prefix;
    }

    /** The name of the element as it stands in the document: {@code Action} or {@code NotAction}. */
    String name(String element) {
        return prefix + element;
    }

    boolean covers(boolean found) {
        return found == (this == LISTED);
    }
}
