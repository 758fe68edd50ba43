package dev.rolecall.cloud.cloudformation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;

/**
 * Which resources may still be begun once some have failed: none where all will go back, and where nothing does, those that need none of
 * the failed ones.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html">Stack failure options</a>
 */
final class Progress {
    private final Map<String, Set<String>> needs;
    private final boolean preserving;
    private final BooleanSupplier cancelled;
    private final Set<String> stopped = new ConcurrentSkipListSet<>();

    /** @param preserving whether what was done stays when something fails */
    Progress(Map<String, Set<String>> needs, boolean preserving, BooleanSupplier cancelled) {
        this.needs = needs;
        this.preserving = preserving;
        this.cancelled = cancelled;
    }

    /** It is asked of what a resource needs before it is asked of the resource. */
    boolean mayBegin(String id) {
        if (cancelled.getAsBoolean()) {
            return false;
        }
        if (!preserving) {
            return stopped.isEmpty();
        }
        boolean waits = needs.getOrDefault(id, Set.of()).stream().anyMatch(stopped::contains);
        if (waits) {
            stopped.add(id);
        }
        return !waits;
    }

    void failed(String id) {
        stopped.add(id);
    }
}
