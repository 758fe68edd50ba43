package dev.rolecall.lab.assembly;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stack of an assembly.
 *
 * @param id           the stack's id in the CDK app, the same whatever prefix a learner chose
 * @param name         its name in the account
 * @param templateUrl  where its template will be, {@code s3://bucket/key} with the CDK's placeholders
 * @param template     the template's file
 * @param assets       the files that it needs, its template among them
 * @param dependencies ids of the stacks that come before it
 * @param tags         tags of the stack
 * @param role         the role in whose name CloudFormation works, an ARN with placeholders
 */
public record StackArtifact(String id, String name, String templateUrl, Path template, List<FileAsset> assets, Set<String> dependencies,
        Map<String, String> tags, Optional<String> role) {

    /** The same by another name in the account. */
    public StackArtifact named(String other) {
        return new StackArtifact(id, other, templateUrl, template, assets, dependencies, tags, role);
    }
}
