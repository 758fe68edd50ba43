package dev.rolecall.cloud.tagging;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
import dev.rolecall.cloud.api.Service;
import dev.rolecall.cloud.api.TaggedResource;

/**
 * Finds resources by their tags. IAM's users and roles are not among them, on AWS neither. AWS also goes on for a while about what is gone,
 * and lists what had tags once; here is what has tags now.
 *
 * @see <a href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html">GetResources</a>
 */
public final class TaggingService implements Service {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    private final List<TaggedResource.Source> sources;

    public TaggingService(List<TaggedResource.Source> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return "tagging";
    }

    @Override
    public List<Operation> operations() {
        return List.of(AuthorizationMap.of(name()).operation("GetResources", new ResourceKinds<>(Map.of()), this::resources));
    }

    private ObjectNode resources(Invocation call) {
        Parameters parameters = call.parameters();
        parameters.takesOnly("GetResources", "PaginationToken", "ResourceARNList", "ResourceTypeFilters", "ResourcesPerPage", "TagFilters");
        List<TagFilter> filters = parameters.structures("TagFilters").stream().map(TagFilter::of).toList();
        List<String> types = parameters.strings("ResourceTypeFilters");
        List<String> arns = parameters.strings("ResourceARNList");
        if (!arns.isEmpty() && !(filters.isEmpty() && types.isEmpty())) {
            throw AwsException.validation("ResourceARNList cannot be used with other filters.");
        }
        List<TaggedResource> found = sources.stream().flatMap(source -> source.tagged().stream())
                .filter(resource -> !resource.tags().isEmpty())
                .filter(resource -> types.isEmpty() || types.stream().anyMatch(type -> is(resource, type)))
                .filter(resource -> arns.isEmpty() || arns.contains(resource.arn()))
                .filter(resource -> filters.stream().allMatch(filter -> filter.passes(resource)))
                .sorted(Comparator.comparing(TaggedResource::arn)).toList();
        Page<TaggedResource> page = Page.of(found, parameters.optional("PaginationToken"),
                Page.size(parameters, "ResourcesPerPage", PAGE, LARGEST_PAGE));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("PaginationToken", page.next().orElse(""));
        ArrayNode list = answer.putArray("ResourceTagMappingList");
        page.items().forEach(resource -> {
            ArrayNode tags = list.addObject().put("ResourceARN", resource.arn()).putArray("Tags");
            new TreeMap<>(resource.tags()).forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        });
        return answer;
    }

    /** {@code ec2} is all of a service, {@code ec2:instance} one of its types. */
    private static boolean is(TaggedResource resource, String type) {
        return resource.type().equals(type) || resource.type().startsWith(type + ":");
    }
}
