package dev.rolecall.lab.target;

import java.util.Optional;

/** What there is to know of running instances. */
public interface Machines {
    /** What an instance has written to its console so far; empty when there is nothing yet. */
    String console(String instanceId);

    /** The ARN of the instance profile that an instance wears. */
    Optional<String> profile(String instanceId);
}
