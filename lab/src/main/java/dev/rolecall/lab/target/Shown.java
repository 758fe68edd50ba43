package dev.rolecall.lab.target;

/** What a result was obtained on; every report says it. */
public enum Shown {
    EMULATED("emulated");

    private final String label;

    Shown(String label) {
        this.label = label;
    }

    /** As it stands in JSON. */
    public String label() {
        return label;
    }
}
