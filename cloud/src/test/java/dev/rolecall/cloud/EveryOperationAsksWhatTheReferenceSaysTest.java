package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.state.State;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * Every operation of the local cloud, what it asks the policies for a sample call, and AWS's service authorization reference.
 * {@code asked.json} has the sample calls, {@code reference.json} is from {@code .ci/authorization}.
 */
final class EveryOperationAsksWhatTheReferenceSaysTest {
    private static final Path MAPS = Path.of("src/main/resources/dev/rolecall/cloud/authorization");
    private static final String DATA = "/dev/rolecall/cloud/authorization/";
    /** Objects of S3 are served beside the operations that the dispatcher knows. */
    private static final String STREAMED = "s3";
    /** Their tests ask through their own clients. */
    private static final Set<String> WITHOUT_SAMPLES = Set.of("iam", "sts", STREAMED);

    @TempDir
    static Path folder;
    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(LocalCloudOptions.defaults(folder), State.none(), () -> URI.create("http://127.0.0.1:1"),
                place -> Door.shared(URI.create("http://127.0.0.1:1")));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    static List<String> services() throws IOException {
        try (Stream<Path> files = Files.list(MAPS)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList();
        }
    }

    static List<JsonNode> samples() {
        return read("asked.json").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void theMapHasTheServicesOperationsAndNoOther(String service) {
        Set<String> known = operations().getOrDefault(service, List.of()).stream().map(Operation::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> mapped = AuthorizationMap.of(service).operations();
        assertThat(mapped).as("operations of " + service).containsAll(known);
        if (!service.equals(STREAMED)) {
            assertThat(known).as("operations in the map of " + service).containsAll(mapped);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyActionOfAMapIsOneOfTheReferenceOnTheResourcesThatItHasThere(String service) throws IOException {
        JsonNode actions = read("reference.json").path("actions");
        JsonNode map = JsonMapper.shared().readTree(MAPS.resolve(service + ".json"));
        map.path("operations").properties().forEach(operation -> operation.getValue().properties().forEach(need -> {
            JsonNode action = actions.path(need.getKey());
            assertThat(action.isObject()).as(need.getKey() + " is not in reference.json: run .ci/authorization").isTrue();
            List<String> types = List.copyOf(action.path("resources").propertyNames());
            Stream<String> kinds = need.getValue().isArray()
                    ? need.getValue().valueStream().map(JsonNode::asString)
                    : Stream.of(need.getValue().asString());
            kinds.filter(kind -> !types.isEmpty() && allTypes(actions).contains(typeOf(kind)))
                    .forEach(kind -> assertThat(types).as(operation.getKey() + ": " + need.getKey() + " on " + kind)
                            .contains(typeOf(kind)));
        }));
    }

    @Test
    void everyOperationHasASample() {
        Set<String> sampled = samples().stream()
                .map(sample -> sample.path("service").asString() + ":" + sample.path("operation").asString())
                .collect(Collectors.toSet());
        Set<String> known = new TreeSet<>();
        operations().forEach((service, operations) -> operations.forEach(operation -> known.add(service + ":" + operation.name())));
        known.removeIf(name -> WITHOUT_SAMPLES.contains(name.substring(0, name.indexOf(':'))));
        assertThat(sampled).containsAll(known);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aCallAsksForItsActionsOnItsResourcesWithTheirKeys(JsonNode sample) {
        ObjectNode asked = JsonMapper.shared().createObjectNode();
        ArrayNode list = asked.putArray("asks");
        permissions(sample).forEach(permission -> {
            ObjectNode ask = list.addObject().put("action", permission.action()).put("resource", permission.resource());
            ObjectNode keys = ask.putObject("keys");
            new TreeMap<>(permission.on().context()).forEach((key, values) -> keys.put(key, String.join(",", values)));
        });
        assertThat(asked.path("asks").toPrettyString()).isEqualTo(sample.path("asks").toPrettyString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyKeyIsOneThatTheReferenceHasForTheActionOnTheResource(JsonNode sample) {
        for (Permission permission : permissions(sample)) {
            JsonNode action = read("reference.json").path("actions").path(permission.action());
            List<String> allowed = new ArrayList<>(action.path("keys").valueStream().map(JsonNode::asString).toList());
            action.path("resources").path(typeInArn(permission.resource())).forEach(key -> allowed.add(key.asString()));
            assertThat(permission.on().context().keySet().stream().map(EveryOperationAsksWhatTheReferenceSaysTest::pattern))
                    .as(permission.action() + " on " + permission.resource()).isSubsetOf(allowed);
        }
    }

    private static List<Permission> permissions(JsonNode sample) {
        Operation operation = operations().getOrDefault(sample.path("service").asString(), List.of()).stream()
                .filter(known -> known.name().equals(sample.path("operation").asString())).findFirst().orElseThrow();
        Caller caller = new Caller(new Principal.Root("111122223333"), "111122223333", Optional.empty(), List.of(),
                RequestContext.of(Map.of()));
        return operation.permissions().apply(new Invocation(caller, new Parameters((ObjectNode) sample.path("parameters")),
                java.time.Instant.EPOCH, "id"));
    }

    private static Map<String, List<Operation>> operations() {
        return platform.backend().dispatcher().operations();
    }

    private static Set<String> allTypes(JsonNode actions) {
        return actions.valueStream().flatMap(action -> action.path("resources").propertyNames().stream()).collect(Collectors.toSet());
    }

    /** The words behind a resource type say which of several a call means. */
    private static String typeOf(String kind) {
        return kind.replaceFirst(" .*", "");
    }

    private static String typeInArn(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? "*" : parts[5].split("[/:]", 2)[0];
    }

    private static String pattern(String key) {
        return key.replaceFirst("(Tag/).*", "$1\\${TagKey}").replaceFirst("(Attribute/).*", "$1\\${AttributeName}");
    }

    private static JsonNode read(String file) {
        return JsonMapper.shared().readTree(EveryOperationAsksWhatTheReferenceSaysTest.class.getResourceAsStream(DATA + file));
    }
}
