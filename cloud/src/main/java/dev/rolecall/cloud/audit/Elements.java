package dev.rolecall.cloud.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which members of a service's input and output are kept, at whatever depth, and which of them name resources: data, in
 * {@code recorded.json}. Nothing is kept that is not listed there. The types are those of CloudTrail.
 *
 * @param kept  member names; with {@code .*} behind it a member is kept with everything in it
 * @param types the type of the resource that a member names
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-supported-resource-types.html">Resource
 *      types supported by CloudTrail Event history</a>
 */
record Elements(Set<String> kept, Map<String, String> types) {
    private static final String FILE = "/dev/rolecall/cloud/audit/recorded.json";
    private static final Elements NONE = new Elements(Set.of(), Map.of());
    private static final Map<String, Elements> BY_SERVICE = read();

    static Elements of(String service) {
        return BY_SERVICE.getOrDefault(service, NONE);
    }

    boolean keeps(String member) {
        return kept.contains(member) || keepsWhole(member);
    }

    boolean keepsWhole(String member) {
        return kept.contains(member + ".*");
    }

    Optional<String> type(String member) {
        return Optional.ofNullable(types.get(member));
    }

    private static Map<String, Elements> read() {
        try (InputStream data = Elements.class.getResourceAsStream(FILE)) {
            Map<String, Elements> all = new HashMap<>();
            JsonMapper.shared().readTree(data).properties().forEach(service -> all.put(service.getKey(), of(service.getValue())));
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Elements of(JsonNode service) {
        Set<String> kept = new HashSet<>();
        service.path("kept").forEach(name -> kept.add(name.asString()));
        Map<String, String> types = new HashMap<>();
        service.path("resources").properties().forEach(member -> types.put(member.getKey(), member.getValue().asString()));
        return new Elements(Set.copyOf(kept), Map.copyOf(types));
    }
}
