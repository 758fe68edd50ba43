package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Repositories for container images. */
final class RegistryResources {
    private static final String ECR = "ecr";

    private RegistryResources() {}

    static List<ResourceType> types() {
        return List.of(new ResourceType("AWS::ECR::Repository",
                Set.of("ImageTagMutability", "LifecyclePolicy", "RepositoryName", "RepositoryPolicyText", "Tags"),
                RegistryResources::repository)
                .changing(Set.of("ImageTagMutability", "RepositoryName", "Tags"), change -> policies(change.after(), change.physicalId())));
    }

    private static void repository(Creation creation) {
        String name = creation.name("RepositoryName", 256).toLowerCase(Locale.ROOT);
        ObjectNode input = named(name);
        creation.properties().optional("ImageTagMutability").ifPresent(value -> input.put("imageTagMutability", value));
        input.set("tags", creation.tags());
        JsonNode repository = creation.call(ECR, "CreateRepository", input).path("repository");
        creation.created(name, Creation.deletion(ECR, "DeleteRepository", named(name)));
        creation.attribute("Arn", repository.path("repositoryArn").asString());
        creation.attribute("RepositoryUri", repository.path("repositoryUri").asString());
        policies(creation, name);
    }

    private static void policies(Creation creation, String name) {
        JsonNode policy = creation.properties().node().path("RepositoryPolicyText");
        if (!policy.isMissingNode()) {
            creation.call(ECR, "SetRepositoryPolicy", named(name).put("policyText", Creation.document(policy)));
        }
        creation.properties().structure("LifecyclePolicy").optional("LifecyclePolicyText")
                .ifPresent(text -> creation.call(ECR, "PutLifecyclePolicy", named(name).put("lifecyclePolicyText", text)));
    }

    private static ObjectNode named(String repository) {
        return JsonNodeFactory.instance.objectNode().put("repositoryName", repository);
    }
}
