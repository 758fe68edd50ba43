package dev.rolecall.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was found when a stack was compared with its template. Values may be secrets, so it prints none.
 *
 * @param id        of the last comparison of the whole stack
 * @param at        when something of the stack was compared last
 * @param resources by their logical ids
 */
record DriftReport(String id, Instant at, Map<String, Resource> resources) {
    DriftReport {
        resources = Map.copyOf(resources);
    }

    /** How a resource stands to its template; see {@code StackResourceDriftStatus}. */
    enum Standing {
        IN_SYNC, MODIFIED, DELETED, UNKNOWN
    }

    /**
     * One resource.
     *
     * @param expected the properties that the template has and that can be read
     * @param actual   what they are
     * @param reason   why it is not known
     */
    record Resource(String physicalId, String type, Instant at, Standing standing, ObjectNode expected, ObjectNode actual,
            List<Difference> differences, Optional<String> reason) {
        Resource {
            differences = List.copyOf(differences);
        }

        boolean drifted() {
            return standing == Standing.MODIFIED || standing == Standing.DELETED;
        }

        @Override
        public String toString() {
            return "Resource[" + physicalId + " " + standing + "]";
        }
    }

    /**
     * One value.
     *
     * @param path     {@code /Environment/Variables/PLACE}
     * @param expected empty where only the resource has it
     * @param actual   empty where only the template has it
     */
    record Difference(String path, Optional<JsonNode> expected, Optional<JsonNode> actual) {
        /** As the API calls it. */
        String kind() {
            return expected.isEmpty() ? "ADD" : actual.isEmpty() ? "REMOVE" : "NOT_EQUAL";
        }

        /** The property that it is in. */
        String property() {
            String rest = path.substring(1);
            return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        }

        @Override
        public String toString() {
            return "Difference[" + path + " " + kind() + "]";
        }
    }

    /** The same with one resource compared anew. */
    DriftReport with(String logicalId, Resource found) {
        Map<String, Resource> all = new TreeMap<>(resources);
        all.put(logicalId, found);
        return new DriftReport(id, found.at(), all);
    }

    long drifted() {
        return resources.values().stream().filter(Resource::drifted).count();
    }

    /** As the API calls the state of the stack. */
    String status() {
        if (drifted() > 0) {
            return "DRIFTED";
        }
        return resources.values().stream().anyMatch(resource -> resource.standing() == Standing.UNKNOWN) ? "UNKNOWN" : "IN_SYNC";
    }

    /** Why some resources are not known; empty where all are. */
    Optional<String> reason() {
        Stream<String> reasons = resources.entrySet().stream().filter(entry -> entry.getValue().reason().isPresent())
                .map(entry -> entry.getKey() + ": " + entry.getValue().reason().orElse("")).sorted();
        return Optional.of(reasons.collect(Collectors.joining(" "))).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "DriftReport[" + id + " " + status() + "]";
    }
}
