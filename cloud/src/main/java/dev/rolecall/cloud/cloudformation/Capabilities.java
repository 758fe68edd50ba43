package dev.rolecall.cloud.cloudformation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.rolecall.cloud.template.TemplateResource;

/**
 * What a caller has to acknowledge of a template that touches IAM:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html, {@code Capabilities}.
 */
final class Capabilities {
    static final String IAM = "CAPABILITY_IAM";
    static final String NAMED = "CAPABILITY_NAMED_IAM";
    private static final List<String> NAMES = List.of("RoleName", "UserName", "GroupName", "ManagedPolicyName", "InstanceProfileName");
    private Capabilities() {}

    /** The weakest capability that is enough; empty where none is needed. */
    static Optional<String> required(Collection<TemplateResource> resources) {
        List<TemplateResource> iam = resources.stream().filter(resource -> resource.type().startsWith("AWS::IAM::")).toList();
        if (iam.isEmpty()) {
            return Optional.empty();
        }
        boolean named = iam.stream().anyMatch(
                resource -> !ResourceType.namesAnother(resource.type()) && NAMES.stream().anyMatch(resource.properties()::has));
        return Optional.of(named ? NAMED : IAM);
    }

    static boolean given(String required, List<String> capabilities) {
        return capabilities.contains(NAMED) || capabilities.contains(required);
    }
}
