package dev.rolecall.cloud.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which operation of a service needs which actions, on which kinds of resources: data, in {@code authorization/<service>.json} beside
 * the code, with the page of the service authorization reference that it follows. Which resources a call names is the service's to say.
 *
 * <p>A kind of which a call names none needs nothing: {@code iam:PassRole} is asked only where a role is passed.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *      authorization reference</a>
 */
public final class AuthorizationMap {
    private static final String NO_RESOURCE = "*";

    private record Need(String action, String kind) {}

    private final String service;
    private final Map<String, List<Need>> operations;

    private AuthorizationMap(String service, Map<String, List<Need>> operations) {
        this.service = service;
        this.operations = operations;
    }

    /** The map of a service, by its signing name. */
    public static AuthorizationMap of(String service) {
        String file = "/dev/rolecall/cloud/authorization/" + service + ".json";
        try (InputStream data = AuthorizationMap.class.getResourceAsStream(file)) {
            if (data == null) {
                throw new IllegalStateException("No authorization map at " + file);
            }
            Map<String, List<Need>> operations = new LinkedHashMap<>();
            JsonMapper.shared().readTree(data).path("operations").properties()
                    .forEach(operation -> operations.put(operation.getKey(), needs(operation.getValue())));
            return new AuthorizationMap(service, operations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Need> needs(JsonNode actions) {
        List<Need> needs = new ArrayList<>();
        actions.properties().forEach(action -> {
            if (action.getValue().isArray()) {
                action.getValue().forEach(kind -> needs.add(new Need(action.getKey(), kind.asString())));
            } else {
                needs.add(new Need(action.getKey(), action.getValue().asString()));
            }
        });
        return List.copyOf(needs);
    }

    /** The operations that are in the map. */
    public Set<String> operations() {
        return operations.keySet();
    }

    /** An operation of the service with what it needs, asked of the call. */
    public Operation operation(String name, ResourceKinds<Invocation> kinds, Operation.Handler handler) {
        needsOf(name);
        return new Operation(name, call -> permissions(name, call, kinds), handler);
    }

    /** All that a request for an operation needs. */
    public <T> List<Permission> permissions(String operation, T request, ResourceKinds<T> kinds) {
        List<Permission> permissions = new ArrayList<>();
        for (Need need : needsOf(operation)) {
            kinds.find(need.kind(), request).forEach(resource -> permissions.add(new Permission(need.action(), resource)));
        }
        return List.copyOf(permissions);
    }

    private List<Need> needsOf(String operation) {
        List<Need> needs = operations.get(operation);
        if (needs == null) {
            throw new IllegalStateException(service + ":" + operation + " is not in the authorization map");
        }
        return needs;
    }

    /** Finds the resources of one kind that a request names. No resource, {@code *}, is found without a finder. */
    public record ResourceKinds<T>(Map<String, Function<T, List<Resource>>> byName) {
        public ResourceKinds {
            byName = Map.copyOf(byName);
        }

        List<Resource> find(String kind, T request) {
            Function<T, List<Resource>> finder = byName.get(kind);
            if (finder == null && kind.equals(NO_RESOURCE)) {
                return List.of(Resource.NONE);
            }
            if (finder == null) {
                throw new IllegalStateException("No such kind of resource: " + kind);
            }
            return finder.apply(request);
        }
    }
}
