package dev.rolecall.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Resource;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TagKeys;
import dev.rolecall.cloud.api.TaggedResource;

/**
 * The log groups and streams of CloudWatch Logs. Tasks of ECS log to them; functions answer with their log's tail, instances have their console.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html">the API</a>
 */
public final class LogsService implements Service, TaggedResource.Source {
    private static final int LARGEST_PAGE = 50;
    private static final int MOST_TAGS = 50;
    /**
     * What denials of AWS have behind a group's name. Policies name a group with {@code :*} behind it for that reason, but without for tags.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html">LogGroup, arn</a>
     */
    private static final String STREAMS = ":log-stream:";
    /** @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a> */
    private static final Set<Integer> RETENTIONS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192,
            2557, 2922, 3288, 3653);

    private final ConcurrentNavigableMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();
    private final LogStreams streams = new LogStreams();
    private final String arnPrefix;

    public LogsService(String region, String accountId) {
        this.arnPrefix = "arn:aws:logs:" + region + ":" + accountId + ":log-group:";
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public List<Operation> operations() {
        AuthorizationMap map = AuthorizationMap.of(name());
        ResourceKinds<Invocation> kinds = new ResourceKinds<>(
                Map.of("log-group", this::named, "log-group that gets tags", this::tagging, "log-group with tags", this::inArn,
                        "every log-group", _ -> List.of(Resource.of(arnPrefix + STREAMS)), "log-stream", this::stream));
        List<Operation> operations = new ArrayList<>(
                List.of(map.operation("CreateLogGroup", kinds, this::create), map.operation("DeleteLogGroup", kinds, this::delete),
                        map.operation("PutRetentionPolicy", kinds, this::retain),
                        map.operation("DeleteRetentionPolicy", kinds, this::keep), map.operation("TagResource", kinds, this::tag),
                        map.operation("UntagResource", kinds, this::untag), map.operation("DescribeLogGroups", kinds, this::describe),
                        map.operation("ListTagsForResource", kinds, this::listTags)));
        operations.addAll(new StreamOperations(streams, this::find, arnPrefix).operations(map, kinds));
        return List.copyOf(operations);
    }

    /** Whether a group is there. */
    public boolean has(String name) {
        return groups.containsKey(name);
    }

    @Override
    public List<TaggedResource> tagged() {
        return groups.values().stream().map(group -> new TaggedResource("logs:log-group", group.arn(), group.tags())).toList();
    }

    /** With the tags that it has, and those that it is to get. */
    private List<Resource> named(Invocation call) {
        String name = call.parameters().required("logGroupName");
        Map<String, List<String>> keys = TagKeys.ofRequest(tags(call.parameters()));
        keys.putAll(resourceTags(name));
        return List.of(Resource.of(arnPrefix + name + STREAMS).with(keys));
    }

    /** Tags are the group's. */
    private List<Resource> stream(Invocation call) {
        LogStream.Key key = StreamOperations.key(call.parameters());
        return List.of(Resource.of(arnPrefix + key.group() + STREAMS + key.name()).with(resourceTags(key.group())));
    }

    private List<Resource> tagging(Invocation call) {
        Map<String, String> tags = tags(call.parameters());
        Resource group = Resource.of(arnPrefix + call.parameters().required("logGroupName")).with(TagKeys.ofRequest(tags));
        return tags.isEmpty() ? List.of() : List.of(group);
    }

    private List<Resource> inArn(Invocation call) {
        String arn = call.parameters().required("resourceArn");
        Map<String, List<String>> keys = TagKeys.ofRequest(tags(call.parameters()));
        List<String> lost = call.parameters().strings("tagKeys");
        if (!lost.isEmpty()) {
            keys.put("aws:TagKeys", lost);
        }
        keys.putAll(resourceTags(nameIn(arn)));
        return List.of(Resource.of(arn).with(keys));
    }

    private Map<String, List<String>> resourceTags(String name) {
        return Optional.ofNullable(groups.get(name)).map(group -> TagKeys.ofResource(group.tags())).orElse(Map.of());
    }

    private static Map<String, String> tags(Parameters parameters) {
        Map<String, String> tags = new TreeMap<>();
        parameters.structure("tags").node().properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        return tags;
    }

    private ObjectNode create(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("CreateLogGroup", "logGroupName", "logGroupClass", "tags");
        parameters.optional("logGroupClass").filter(type -> !type.equals("STANDARD")).ifPresent(type -> {
            throw AwsException.validation("This local cloud does not implement the log group class " + type + ".");
        });
        String name = parameters.required("logGroupName");
        if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
            throw AwsException.validation("1 validation error detected: Value '" + name
                    + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
        if (groups.putIfAbsent(name, new LogGroup(name, arnPrefix + name, call.now(), Optional.empty(), tags(parameters))) != null) {
            throw new AwsException("ResourceAlreadyExistsException", 400, "The specified log group already exists");
        }
        return empty();
    }

    private ObjectNode delete(Invocation call) {
        String name = call.parameters().required("logGroupName");
        if (groups.remove(name) == null) {
            throw absent();
        }
        streams.deleteAllOf(name);
        return empty();
    }

    private ObjectNode retain(Invocation call) {
        int days = call.parameters().integer("retentionInDays").orElse(0);
        if (!RETENTIONS.contains(days)) {
            throw AwsException.validation("retentionInDays must be one of the documented numbers of days.");
        }
        return change(call.parameters().required("logGroupName"), group -> group.kept(Optional.of(days)));
    }

    private ObjectNode keep(Invocation call) {
        return change(call.parameters().required("logGroupName"), group -> group.kept(Optional.empty()));
    }

    private ObjectNode tag(Invocation call) {
        Map<String, String> more = tags(call.parameters());
        if (more.isEmpty()) {
            throw AwsException.validation("The parameter tags is required.");
        }
        return change(nameIn(call.parameters().required("resourceArn")), group -> {
            Map<String, String> all = new TreeMap<>(group.tags());
            all.putAll(more);
            if (all.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST_TAGS) {
                throw new AwsException("TooManyTagsException", 400, "A log group has at most " + MOST_TAGS + " tags.");
            }
            return group.tagged(all);
        });
    }

    private ObjectNode untag(Invocation call) {
        List<String> keys = call.parameters().strings("tagKeys");
        if (keys.isEmpty()) {
            throw AwsException.validation("The parameter tagKeys is required.");
        }
        return change(nameIn(call.parameters().required("resourceArn")), group -> {
            Map<String, String> left = new TreeMap<>(group.tags());
            left.keySet().removeAll(Set.copyOf(keys));
            return group.tagged(left);
        });
    }

    private ObjectNode change(String name, UnaryOperator<LogGroup> change) {
        if (groups.computeIfPresent(name, (_, group) -> change.apply(group)) == null) {
            throw absent();
        }
        return empty();
    }

    private ObjectNode describe(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("DescribeLogGroups", "limit", "logGroupNamePattern", "logGroupNamePrefix", "nextToken");
        String prefix = parameters.optional("logGroupNamePrefix").orElse("");
        String part = parameters.optional("logGroupNamePattern").orElse("");
        if (!prefix.isEmpty() && !part.isEmpty()) {
            throw AwsException.validation("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        List<LogGroup> found = groups.values().stream().filter(group -> group.name().startsWith(prefix) && group.name().contains(part))
                .toList();
        Page<LogGroup> page = Page.of(found, parameters.optional("nextToken"), Page.size(parameters, "limit", LARGEST_PAGE, LARGEST_PAGE));
        ObjectNode answer = empty();
        ArrayNode list = answer.putArray("logGroups");
        page.items().forEach(group -> list.add(group.node()));
        page.next().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private ObjectNode listTags(Invocation call) {
        LogGroup group = find(nameIn(call.parameters().required("resourceArn")));
        ObjectNode answer = empty();
        ObjectNode tags = answer.putObject("tags");
        new TreeMap<>(group.tags()).forEach(tags::put);
        return answer;
    }

    private LogGroup find(String name) {
        return Optional.ofNullable(groups.get(name)).orElseThrow(LogsService::absent);
    }

    private String nameIn(String arn) {
        return arn.startsWith(arnPrefix) ? arn.substring(arnPrefix.length()).replaceFirst(":\\*$", "") : "";
    }

    private static AwsException absent() {
        return new AwsException("ResourceNotFoundException", 400, "The specified log group does not exist.");
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
