package dev.rolecall.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import dev.rolecall.cloud.template.TemplateException;

/**
 * Brings a stack back to what it was last completely: what was changed in place is changed back, what was replaced takes its place again,
 * and what was made goes. It needs to know nothing of how far an update came, so it goes on as well from where it failed itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html">ContinueUpdateRollback</a>
 */
final class StackRollback {
    /** The words by which the CDK CLI knows what was left behind. */
    private static final Optional<String> SKIPPED = Optional.of("Resource skipped during UpdateRollback");

    private final Stack stack;
    private final ResourceWork work;
    private final Set<String> skipped;
    private final boolean forced;

    /**
     * @param skipped the logical ids of what is left as it is
     * @param forced  whether so is whatever cannot be brought back
     */
    StackRollback(Stack stack, ResourceWork work, Set<String> skipped, boolean forced) {
        this.stack = stack;
        this.work = work;
        this.skipped = skipped;
        this.forced = forced;
    }

    void run() {
        Set<String> failed = new ConcurrentSkipListSet<>();
        InOrder.run(stack.blueprint().evaluation().dependencies(), id -> stack.resource(id).filter(resource -> !back(id, resource))
                .ifPresent(_ -> failed.add(id)));
        if (!failed.isEmpty()) {
            stack.turn(Status.UPDATE_ROLLBACK_FAILED, Optional.of("The following resource(s) failed to update: " + failed + ". "));
            return;
        }
        stack.rolledBack(made());
        work.sweep();
        stack.settle(Status.UPDATE_ROLLBACK_COMPLETE, Optional.empty());
    }

    private boolean back(String id, StackResource now) {
        Applied wanted;
        try {
            wanted = stack.blueprint().wanted(id, stack);
        } catch (TemplateException e) {
            stack.turn(now, Status.UPDATE_FAILED, Optional.of(e.getMessage()));
            return false;
        }
        StackResource resource = isReplacement(now, wanted) ? replaced(now, wanted).orElse(now) : now;
        if (skipped.contains(id)) {
            return skip(resource, wanted);
        }
        Applied told = resource.applied().orElse(wanted);
        if (told.differences(wanted).isEmpty()) {
            Status status = resource.state().status();
            if (status == Status.UPDATE_IN_PROGRESS || status == Status.UPDATE_FAILED || resource != now) {
                stack.turn(resource, Status.UPDATE_COMPLETE, Optional.empty());
            }
            return true;
        }
        return work.takeBack(resource, told, wanted) || (forced && skip(resource, wanted));
    }

    private boolean skip(StackResource resource, Applied wanted) {
        resource.apply(wanted);
        stack.turn(resource, Status.UPDATE_COMPLETE, SKIPPED);
        return true;
    }

    /** What was there before, in its place again. */
    private Optional<StackResource> replaced(StackResource now, Applied wanted) {
        Optional<StackResource> before = stack.aside().stream()
                .filter(other -> other.logicalId().equals(now.logicalId()) && other.applied().isPresent() && !isReplacement(other, wanted))
                .findFirst();
        before.ifPresent(stack::put);
        return before;
    }

    private static boolean isReplacement(StackResource resource, Applied wanted) {
        Set<String> differences = resource.applied().map(wanted::differences).orElse(Set.of());
        return !differences.isEmpty() && ResourceTypes.named(resource.type()).orElseThrow().isReplacedBy(differences);
    }

    /** What an update has made, each after those that need it. */
    private List<StackResource> made() {
        Map<String, List<StackResource>> made = new LinkedHashMap<>();
        stack.existing().stream().filter(resource -> !stack.blueprint().has(resource.logicalId()) || stack.aside().contains(resource))
                .forEach(resource -> made.computeIfAbsent(resource.logicalId(), _ -> new ArrayList<>()).add(resource));
        return DeletionOrder.of(made.keySet(), stack.dependencies()).keySet().stream()
                .flatMap(id -> made.getOrDefault(id, List.of()).stream()).toList();
    }
}
