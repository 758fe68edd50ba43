package dev.rolecall.lab.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Target;

/** Deploys the stacks of an assembly to a target; where a target is incomplete, as much of them as it knows. */
public final class Deployment {
    private final Target target;
    private final Stacks stacks;
    private final Placeholders placeholders;
    private final AssetPublisher publisher;

    public Deployment(Target target, AwsClients clients, Stacks stacks) {
        this.target = target;
        this.stacks = stacks;
        this.placeholders = Placeholders.of(target);
        this.publisher = new AssetPublisher(clients, placeholders);
    }

    /**
     * A deployed stack, and what of it an incomplete target does not make.
     *
     * @param stack empty when nothing of it could be made
     */
    public record Deployed(Optional<DeployedStack> stack, List<Omission> omissions) {}

    /**
     * Makes sure that no stack of the assembly is there yet: it would belong to somebody, and be deleted with ours.
     *
     * @throws LabException when one is
     */
    public void requireRoom(CloudAssembly assembly) {
        for (StackArtifact stack : assembly.stacks()) {
            if (stacks.find(stack.name()).isPresent()) {
                throw taken(stack.name());
            }
        }
    }

    /**
     * Uploads the files of all stacks.
     *
     * @throws LabException when the account is not bootstrapped for the CDK
     */
    public void publish(CloudAssembly assembly, ExecutorService executor) throws InterruptedException {
        publisher.publish(assembly, executor);
    }

    /**
     * Creates a stack, and waits for it.
     *
     * @throws LabException when it cannot be created, with CloudFormation's reason
     */
    public Deployed create(StackArtifact artifact) throws InterruptedException {
        Optional<String> role = artifact.role().map(placeholders::resolve);
        Creation creation = stacks.create(artifact, new Source.Published(publisher.templateUrl(artifact)), role);
        return switch (creation) {
            case Creation.Created(DeployedStack stack) -> new Deployed(Optional.of(stack), List.of());
            case Creation.Taken() -> throw taken(artifact.name());
            case Creation.Refused(Refusal refusal) when target.complete() -> throw failure(refusal);
            case Creation.Refused(Refusal refusal) -> partly(artifact, role, refusal);
        };
    }

    /** Names of the stacks that this deployment has created, or may have. */
    public Set<String> ours() {
        return stacks.ours();
    }

    private LabException taken(String name) {
        return LabException.missing("There is a stack " + name + " already in account " + target.account() + ", " + target.region()
                + ": take it away with rolecall destroy, or choose other names with --prefix.");
    }

    private static LabException failure(Refusal refusal) {
        return refusal.status() == 400 ? LabException.wrongInput(refusal.sentence()) : LabException.brokeOff(refusal.sentence());
    }

    /** Asks again without what was refused, until the rest is accepted or nothing is left to leave out. */
    private Deployed partly(StackArtifact artifact, Optional<String> role, Refusal first) throws InterruptedException {
        PartialTemplate template = PartialTemplate.read(artifact.template());
        List<Omission> omissions = new ArrayList<>();
        Refusal refusal = first;
        while (true) {
            List<Omission> blamed = blamed(template, refusal);
            if (blamed.isEmpty()) {
                omissions.add(new Omission(artifact.name(), "AWS::CloudFormation::Stack", refusal.words()));
                return new Deployed(Optional.empty(), omissions);
            }
            omissions.addAll(blamed);
            template = template.without(blamed.stream().map(Omission::logicalId).toList());
            clear(artifact.name());
            switch (stacks.create(artifact, new Source.Inline(template.text()), role)) {
                case Creation.Created(DeployedStack stack) -> {
                    return new Deployed(Optional.of(stack), omissions);
                }
                case Creation.Taken() -> throw taken(artifact.name());
                case Creation.Refused(Refusal next) -> refusal = next;
            }
        }
    }

    /** A validation names the types that are not known; the creation may have stumbled over a parameter of theirs before. */
    private List<Omission> blamed(PartialTemplate template, Refusal refusal) {
        Map<String, String> types = template.types();
        return stacks.validate(template.text()).map(words -> words.omissions(types)).filter(found -> !found.isEmpty())
                .orElseGet(() -> refusal.omissions(types));
    }

    /** A stack that failed has to go before another may have its name. */
    private void clear(String name) throws InterruptedException {
        Optional<DeployedStack> failed = stacks.find(name);
        if (failed.isPresent()) {
            stacks.delete(failed.get());
        }
    }
}
