package dev.rolecall.cloud.cloudformation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A kind of resource that this local cloud creates.
 *
 * @param name       {@code AWS::IAM::Role}
 * @param properties the properties that have an effect; a template with any other is refused. Empty where all are accepted without effect
 * @param create     makes the calls of the services that own it
 * @param updating   how it changes; empty where every change replaces it
 * @param reading    reads what it is; empty where it is not compared with its template
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">Resource and
 *      property types</a>, each with <em>Update requires</em>
 */
record ResourceType(String name, Set<String> properties, Consumer<Creation> create, Optional<Updating> updating,
        Optional<Consumer<Reading>> reading) {
    private static final List<String> NAMES = List.of("Name", "RoleName", "UserName", "ManagedPolicyName", "InstanceProfileName",
            "BucketName",
            "FunctionName", "LogGroupName", "RepositoryName", "GroupName", "ClusterName");
    /** Where such a property names another resource: whose key it is, who is added to what. */
    private static final Set<String> NAMING_OTHERS = Set.of("AWS::IAM::AccessKey", "AWS::IAM::UserToGroupAddition");

    /**
     * How a resource changes.
     *
     * @param replacing the properties of which a change makes a new resource
     * @param refused   the properties that AWS changes in place and this local cloud does not
     * @param inPlace   makes the calls for the others
     */
    record Updating(Set<String> replacing, Set<String> refused, Consumer<Change> inPlace) {}

    ResourceType(String name, Set<String> properties, Consumer<Creation> create) {
        this(name, properties, create, Optional.empty(), Optional.empty());
    }

    /** The same kind, with what happens to it when a template changes. */
    ResourceType changing(Set<String> replacing, Consumer<Change> inPlace) {
        return changing(replacing, Set.of(), inPlace);
    }

    ResourceType changing(Set<String> replacing, Set<String> refused, Consumer<Change> inPlace) {
        return new ResourceType(name, properties, create, Optional.of(new Updating(replacing, refused, inPlace)), reading);
    }

    /** The same kind, which can be compared with its template. */
    ResourceType readBy(Consumer<Reading> reader) {
        return new ResourceType(name, properties, create, updating, Optional.of(reader));
    }

    boolean takes(String property) {
        return properties.isEmpty() || properties.contains(property);
    }

    /** Whether a change of these properties makes a new resource. */
    boolean isReplacedBy(Collection<String> changed) {
        return updating.map(how -> changed.stream().anyMatch(how.replacing()::contains)).orElse(true);
    }

    /** The property by which a template names the resource itself, where it does. */
    Optional<String> physicalName(Applied applied) {
        return namesAnother(name)
                ? Optional.empty()
                : NAMES.stream().filter(properties::contains).filter(applied.properties()::has).findFirst();
    }

    /** Whether what looks like a name of a resource of this type is the name of another. */
    static boolean namesAnother(String type) {
        return NAMING_OTHERS.contains(type);
    }

    /** Of properties that would change in place, the one that this local cloud does not change. */
    Optional<String> refusal(Collection<String> changed) {
        return updating.flatMap(how -> changed.stream().filter(how.refused()::contains).findFirst());
    }

    Consumer<Change> inPlace() {
        return updating.orElseThrow().inPlace();
    }
}
