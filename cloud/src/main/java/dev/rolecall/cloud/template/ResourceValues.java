package dev.rolecall.cloud.template;

import java.util.Optional;

import tools.jackson.databind.JsonNode;

/** What created resources answer to {@code Ref} and {@code Fn::GetAtt}. */
public interface ResourceValues {
    /** What {@code Ref} gives; empty while the resource does not exist. */
    Optional<String> ref(String logicalId);

    /** An attribute by its full name, {@code Endpoint.Address}; empty where the resource does not have it. */
    Optional<JsonNode> attribute(String logicalId, String name);

    /** No resource at all, as in conditions and rules. */
    static ResourceValues none() {
        return new ResourceValues() {
            @Override
            public Optional<String> ref(String logicalId) {
                return Optional.empty();
            }

            @Override
            public Optional<JsonNode> attribute(String logicalId, String name) {
                return Optional.empty();
            }
        };
    }
}
