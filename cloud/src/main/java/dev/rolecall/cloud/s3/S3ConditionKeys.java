package dev.rolecall.cloud.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

/**
 * Which of S3's own condition keys belong to which action: data, in {@code authorization/s3.json}. A request may say more; what an action
 * does not have stays absent.
 */
final class S3ConditionKeys {
    private static final String EVERY_ACTION = "*";
    private static final Map<String, Set<String>> BY_ACTION = load();

    private S3ConditionKeys() {}

    /** Those of {@code known} that an action has. */
    static Map<String, List<String>> of(String action, Map<String, List<String>> known) {
        Set<String> own = BY_ACTION.getOrDefault(action, Set.of());
        Set<String> common = BY_ACTION.getOrDefault(EVERY_ACTION, Set.of());
        Map<String, List<String>> keys = new HashMap<>();
        known.forEach((key, values) -> {
            if (own.contains(family(key)) || common.contains(key)) {
                keys.put(key, values);
            }
        });
        return keys;
    }

    /** {@code s3:ExistingObjectTag/color} is one of {@code s3:ExistingObjectTag/}. */
    private static String family(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash + 1);
    }

    private static Map<String, Set<String>> load() {
        try (InputStream data = Objects.requireNonNull(S3ConditionKeys.class.getResourceAsStream(
                "/dev/rolecall/cloud/authorization/s3.json"))) {
            Map<String, Set<String>> keys = new HashMap<>();
            JsonMapper.shared().readTree(data).path("conditionKeys").properties().forEach(action -> {
                Set<String> names = new HashSet<>();
                action.getValue().forEach(name -> names.add(name.asString()));
                keys.put(action.getKey(), Set.copyOf(names));
            });
            return Map.copyOf(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
