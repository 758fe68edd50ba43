package dev.rolecall.cloud.cloudformation;

import java.util.Set;
import java.util.function.Consumer;

/**
 * A kind of resource that this local cloud creates.
 *
 * @param name       {@code AWS::IAM::Role}
 * @param properties the properties that have an effect; a template with any other is refused. Empty where all are accepted without effect
 * @param create     makes the calls of the services that own it
 */
record ResourceType(String name, Set<String> properties, Consumer<Creation> create) {
    boolean takes(String property) {
        return properties.isEmpty() || properties.contains(property);
    }
}
