package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.rolecall.cloud.template.TemplateException;
import dev.rolecall.cloud.template.TemplateResource;

/** Every kind of resource that a template may have here. */
final class ResourceTypes {
    /** Says which version of the CDK made a template; it is nothing at all, on AWS either. */
    private static final ResourceType CDK_METADATA = new ResourceType("AWS::CDK::Metadata", Set.of(),
            creation -> creation.created(creation.name("Id", 64), _ -> {})).changing(Set.of(), _ -> {});
    private static final Map<String, ResourceType> BY_NAME = Stream
            .of(IamResources.types(), StorageResources.types(), ComputeResources.types(), LogResources.types(), RegistryResources.types(),
                    ScheduleResources.types(), TaskResources.types(),
                    AcceptedResources.types(), List.of(CDK_METADATA))
            .flatMap(List::stream).collect(Collectors.toUnmodifiableMap(ResourceType::name, Function.identity()));

    private ResourceTypes() {}

    static Optional<ResourceType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Refuses, before anything is created, what could only be passed over in silence.
     *
     * @throws TemplateException which names the types, or the properties, and the logical ids
     */
    static void check(Iterable<TemplateResource> resources) {
        Map<String, Set<String>> unknown = new TreeMap<>();
        Set<String> unused = new TreeSet<>();
        for (TemplateResource resource : resources) {
            named(resource.type()).ifPresentOrElse(
                    type -> resource.properties().propertyNames().stream().filter(name -> !type.takes(name))
                            .forEach(name -> unused.add(name + " of " + resource.logicalId() + " (" + resource.type() + ")")),
                    () -> unknown.computeIfAbsent(resource.type(), _ -> new TreeSet<>()).add(resource.logicalId()));
        }
        if (!unknown.isEmpty()) {
            throw new TemplateException("Template format error: Unrecognized resource types: " + unknown.keySet()
                    + ". This local cloud does not implement " + unknown.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (!unused.isEmpty()) {
            throw new TemplateException("This local cloud does not implement the properties " + unused + ".");
        }
    }
}
