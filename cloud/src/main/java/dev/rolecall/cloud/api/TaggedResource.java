package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;

/**
 * A resource that carries tags.
 *
 * @param type service and resource type as the tagging API filters by: {@code ec2:instance}, {@code s3:bucket}
 */
public record TaggedResource(String type, String arn, Map<String, String> tags) {
    public TaggedResource {
        tags = Map.copyOf(tags);
    }

    /** What a service has of them. */
    @FunctionalInterface
    public interface Source {
        /** Every resource that is there now, those without tags too. */
        List<TaggedResource> tagged();
    }
}
