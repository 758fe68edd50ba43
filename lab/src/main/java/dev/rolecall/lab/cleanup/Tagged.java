package dev.rolecall.lab.cleanup;

import java.util.List;

import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Everything else that carries the lab's tag. What the other looks name already, and instances that are terminated and only still visible,
 * they judge better.
 *
 * @see <a href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html">GetResources</a>
 */
record Tagged(ResourceGroupsTaggingApiClient tagging, LabNames names, AwsCommand aws) implements Look {
    private static final List<String> JUDGED_ELSEWHERE = List.of(":instance/", ":stack/", ":function:", ":log-group:", ":s3:::");

    @Override
    public String what() {
        return "resources of any type, by tag";
    }

    @Override
    public List<Leftover> find() {
        TagFilter ours = TagFilter.builder().key(LabNames.TAG).values(names.lab()).build();
        return tagging.getResourcesPaginator(get -> get.tagFilters(ours)).resourceTagMappingList().stream()
                .map(ResourceTagMapping::resourceARN).filter(arn -> JUDGED_ELSEWHERE.stream().noneMatch(arn::contains))
                .map(arn -> new Leftover("tagged-resource", arn,
                        aws.of("resourcegroupstaggingapi get-resources --resource-arn-list " + arn)
                                + "  # shows it; each type has a command of its own"))
                .toList();
    }
}
