package dev.rolecall.lab.assembly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.lab.LabException;

/**
 * A synthesised CDK app.
 *
 * @param stacks the stacks, each after those that it depends on
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/deploy.html">how the CDK deploys it</a>
 */
public record CloudAssembly(List<StackArtifact> stacks) {

    /**
     * Reads the manifests of a folder.
     *
     * @throws LabException when {@code folder} is not a cloud assembly, or asks for what this lab does not deploy
     */
    public static CloudAssembly read(Path folder) {
        return new CloudAssembly(inOrder(new AssemblyReader(folder).stacks()));
    }

    /**
     * The templates of a folder alone, of any app: what the stacks need besides is not looked at.
     *
     * @throws LabException when {@code folder} is not a cloud assembly
     */
    public static List<TemplateFile> templates(Path folder) {
        return new AssemblyReader(folder).templates();
    }

    /**
     * The stack of an id.
     *
     * @throws LabException when the assembly has none
     */
    public StackArtifact stack(String id) {
        return find(id).orElseThrow(() -> LabException.wrongInput("The assembly has no stack " + id + "."));
    }

    /** The stack of an id, where the app was asked for it. */
    public Optional<StackArtifact> find(String id) {
        return stacks.stream().filter(stack -> stack.id().equals(id)).findFirst();
    }

    private static List<StackArtifact> inOrder(Map<String, StackArtifact> byId) {
        Map<String, StackArtifact> done = new LinkedHashMap<>();
        Map<String, StackArtifact> open = new HashMap<>(byId);
        while (!open.isEmpty()) {
            List<StackArtifact> ready = new ArrayList<>(
                    byId.values().stream().filter(stack -> open.containsKey(stack.id()) && done.keySet().containsAll(stack.dependencies()))
                            .toList());
            if (ready.isEmpty()) {
                throw LabException.wrongInput("The stacks of the assembly depend on each other in a circle, or on a stack that is missing: "
                        + String.join(", ", open.keySet()) + ".");
            }
            for (StackArtifact stack : ready) {
                done.put(stack.id(), stack);
                open.remove(stack.id());
            }
        }
        return List.copyOf(done.values());
    }
}
