package dev.rolecall.lab.target;

import java.util.Locale;

/** What an experiment needs of the target that it runs on. */
public enum Capability {
    /** Who asks is checked, and policies decide. */
    ENFORCES_POLICIES,
    /** The lesson's instances run, and show their console. */
    RUNS_INSTANCES,
    /** So does any other that is launched, with the profile that it was launched with. */
    LAUNCHES_INSTANCES,
    /** An instance gets its role's credentials from a metadata service. */
    METADATA_SERVICE,
    /** The lesson's functions run. */
    RUNS_FUNCTIONS,
    /** The lesson's task runs. */
    RUNS_TASKS;

    /** As it stands in JSON, and for a person. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
