package dev.rolecall.iam.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** All actions of AWS, as its service authorization reference lists them; {@code actions.txt} says as of when. */
final class ActionCatalog {
    private static final Map<String, String> LINES = lines();
    private static final Map<String, List<KnownAction>> SERVICES = new ConcurrentHashMap<>();

    private ActionCatalog() {}

    /**
     * What is known of an action.
     *
     * @param name      {@code GetObject}
     * @param level     of access: List, Read, Write, Permissions management or Tagging by its first letter, {@code -} for none
     * @param resources patterns of the ARNs that it can be limited to; empty where only {@code *} will do
     */
    record KnownAction(String service, String name, char level, List<String> resources) {
        boolean onlyLists() {
            return level == 'L';
        }

        boolean changesPermissions() {
            return level == 'P';
        }
    }

    static boolean knowsService(String prefix) {
        return LINES.containsKey(prefix.toLowerCase(Locale.ROOT));
    }

    /** The actions that a pattern such as {@code s3:Get*} stands for; none where the service or the action does not exist. */
    static Stream<KnownAction> matching(String pattern) {
        int colon = pattern.indexOf(':');
        if (colon < 0) {
            return Stream.empty();
        }
        String name = pattern.substring(colon + 1).toLowerCase(Locale.ROOT);
        return service(pattern.substring(0, colon)).filter(action -> Patterns.overlap(name, action.name().toLowerCase(Locale.ROOT)));
    }

    static Optional<KnownAction> find(String action) {
        return service(action.substring(0, Math.max(0, action.indexOf(':'))))
                .filter(known -> action.regionMatches(true, action.indexOf(':') + 1, known.name(), 0, known.name().length())
                        && action.length() == action.indexOf(':') + 1 + known.name().length())
                .findFirst();
    }

    /** All actions of a service. */
    static Stream<KnownAction> service(String prefix) {
        return SERVICES.computeIfAbsent(prefix.toLowerCase(Locale.ROOT), ActionCatalog::read).stream();
    }

    private static List<KnownAction> read(String service) {
        @Nullable
        String line = LINES.get(service);
        if (line == null) {
            return List.of();
        }
        String[] parts = line.split("\t", -1);
        List<String> arns = Arrays.asList(parts[1].split(" ", -1));
        List<KnownAction> actions = new ArrayList<>();
        for (String action : parts[2].split(" ", -1)) {
            int colon = action.indexOf(':');
            String numbers = action.substring(colon + 2);
            List<String> resources = numbers.isEmpty()
                    ? List.of()
                    : Stream.of(numbers.split(",", -1)).map(number -> arns.get(Integer.parseInt(number))).toList();
            actions.add(new KnownAction(service, action.substring(0, colon), action.charAt(colon + 1), resources));
        }
        return List.copyOf(actions);
    }

    private static Map<String, String> lines() {
        try (InputStream file = ActionCatalog.class.getResourceAsStream("actions.txt")) {
            if (file == null) {
                throw new IllegalStateException("actions.txt is missing");
            }
            Map<String, String> lines = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .forEach(line -> lines.put(line.substring(0, line.indexOf('\t')), line));
            return Map.copyOf(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
