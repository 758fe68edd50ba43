package dev.rolecall.cloud.logs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.api.Permission;
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;

/**
 * The log groups of CloudWatch Logs. Nothing is logged to them here: functions answer with their log's tail, instances have their console.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html">the API</a>
 */
public final class LogsService implements Service, TaggedResource.Source {
    private static final int LARGEST_PAGE = 50;
    /** @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a> */
    private static final Set<Integer> RETENTIONS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192,
            2557, 2922, 3288, 3653);

    private final ConcurrentNavigableMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();
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
        return List.of(new Operation("CreateLogGroup", this::creating, this::create),
                new Operation("DeleteLogGroup", on("logs:DeleteLogGroup"), this::delete),
                new Operation("PutRetentionPolicy", on("logs:PutRetentionPolicy"), this::retain),
                new Operation("DescribeLogGroups", _ -> List.of(Permission.of("logs:DescribeLogGroups", arnPrefix + "*")), this::describe),
                new Operation("ListTagsForResource", this::listingTags, this::listTags));
    }

    /** Whether a group is there. */
    public boolean has(String name) {
        return groups.containsKey(name);
    }

    @Override
    public List<TaggedResource> tagged() {
        return groups.values().stream().map(group -> new TaggedResource("logs:log-group", group.arn(), group.tags())).toList();
    }

    private Function<Invocation, List<Permission>> on(String action) {
        return call -> {
            String name = call.parameters().required("logGroupName");
            return List.of(Permission.of(action, arnPrefix + name).with(resourceTags(name)));
        };
    }

    private Map<String, List<String>> resourceTags(String name) {
        Map<String, List<String>> keys = new HashMap<>();
        Optional.ofNullable(groups.get(name))
                .ifPresent(group -> group.tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, List.of(value))));
        return keys;
    }

    private List<Permission> creating(Invocation call) {
        String arn = arnPrefix + call.parameters().required("logGroupName");
        Map<String, String> tags = tags(call.parameters());
        Map<String, List<String>> keys = new HashMap<>();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        List<Permission> permissions = new ArrayList<>();
        permissions.add(Permission.of("logs:CreateLogGroup", arn).with(keys));
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
            permissions.add(Permission.of("logs:TagResource", arn).with(keys));
        }
        return permissions;
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
        if (groups.remove(call.parameters().required("logGroupName")) == null) {
            throw absent();
        }
        return empty();
    }

    private ObjectNode retain(Invocation call) {
        int days = call.parameters().integer("retentionInDays").orElse(0);
        if (!RETENTIONS.contains(days)) {
            throw AwsException.validation("retentionInDays must be one of the documented numbers of days.");
        }
        if (groups.computeIfPresent(call.parameters().required("logGroupName"), (_, group) -> group.kept(days)) == null) {
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

    private List<Permission> listingTags(Invocation call) {
        String arn = call.parameters().required("resourceArn");
        return List.of(Permission.of("logs:ListTagsForResource", arn).with(resourceTags(nameIn(arn))));
    }

    private ObjectNode listTags(Invocation call) {
        LogGroup group = Optional.ofNullable(groups.get(nameIn(call.parameters().required("resourceArn"))))
                .orElseThrow(LogsService::absent);
        ObjectNode answer = empty();
        ObjectNode tags = answer.putObject("tags");
        new TreeMap<>(group.tags()).forEach(tags::put);
        return answer;
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
