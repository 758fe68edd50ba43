package dev.rolecall.lab.role;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How resources are named in ARNs, by type: a table. */
final class ResourceArns {
    private final JsonNode types;

    private ResourceArns(JsonNode types) {
        this.types = types;
    }

    static ResourceArns table() {
        try (InputStream json = Objects.requireNonNull(ResourceArns.class.getResourceAsStream("arns.json"))) {
            return new ResourceArns(JsonMapper.shared().readTree(json).path("types"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The property that gives a resource its name; empty where the type is not known, or CloudFormation always makes one up. */
    Optional<String> nameProperty(String type) {
        return Optional.of(types.path(type).path("name").asString("")).filter(name -> !name.isEmpty());
    }

    /** The form of the ARN, with the variables of Fn::Sub and {@code Name} and {@code Path}; empty where the type is not known. */
    Optional<String> form(String type) {
        return Optional.of(types.path(type).path("arn").asString("")).filter(form -> !form.isEmpty());
    }

    boolean knows(String type) {
        return types.has(type);
    }

    /** Whether {@code Ref} gives the ARN, and not the name. */
    boolean refersByArn(String type) {
        return types.path(type).path("ref").asString("").equals("arn");
    }

    /** Whether an attribute is the ARN. */
    boolean isArn(String type, String attribute) {
        return types.path(type).path("attributes").valueStream().anyMatch(name -> name.asString().equals(attribute));
    }
}
