package dev.rolecall.cloud.template;

import java.util.Optional;

/** What other stacks of the account and region export. */
@FunctionalInterface
public interface Exports {
    Optional<String> value(String exportName);
}
