package dev.rolecall.lab.demo;

import java.util.Arrays;
import java.util.Locale;

/** How a workload's attempt to read ended. */
public enum Outcome {
    /** It has the object. */
    READ,
    /** The service said no. */
    REFUSED,
    /** It never came to that: no credentials, no network, no such object, no sign of life. */
    FAILED;

    /** As it stands in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String id) {
        return Arrays.stream(values()).filter(outcome -> outcome.id().equals(id)).findFirst().orElse(FAILED);
    }
}
