package dev.rolecall.lab.target;

import java.util.Locale;

/** What an experiment needs of the target that it runs on. */
public enum Capability {
    /** Who asks is checked, and policies decide. */
    ENFORCES_POLICIES("somebody who checks who asks"),
    /** The lesson's user is made. */
    MAKES_USERS("the lesson's user"),
    /** The lesson's roles are made, and the instance profile with one of them. */
    MAKES_PROFILES("the lesson's instance profile"),
    /** The lesson's instances run, and show their console. */
    RUNS_INSTANCES("instances that run"),
    /** So does any other that is launched, with the profile that it was launched with. */
    LAUNCHES_INSTANCES("instances of its own"),
    /** An instance gets its role's credentials from a metadata service. */
    METADATA_SERVICE("a metadata service"),
    /** The lesson's functions run. */
    RUNS_FUNCTIONS("functions that run"),
    /** The lesson's task runs. */
    RUNS_TASKS("a task that runs");

    private final String label;

    Capability(String label) {
        this.label = label;
    }

    /** As it stands in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For a person, to follow "needs". */
    public String label() {
        return label;
    }
}
