package dev.rolecall.cloud.cloudformation;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.rolecall.cloud.api.AwsException;

/**
 * Compares resources of a stack with what they were last told to be, in somebody's name: who may not read a resource does not learn of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html">Detect unmanaged configuration
 *      changes to stacks and resources with drift detection</a>
 */
record Comparison(Stack stack, Calls calls, InstantSource clock) {

    /** Empty where the resource is not there, or its kind cannot be compared. */
    Optional<DriftReport.Resource> of(StackResource resource) {
        Optional<Consumer<Reading>> reader = ResourceTypes.named(resource.type()).flatMap(ResourceType::reading);
        Optional<Applied> applied = resource.applied().filter(_ -> resource.physicalId().isPresent());
        return reader.flatMap(read -> applied.map(told -> compared(resource, new Reading(stack, resource, told, calls), read)));
    }

    private DriftReport.Resource compared(StackResource resource, Reading reading, Consumer<Reading> read) {
        try {
            read.accept(reading);
        } catch (AwsException e) {
            return ResourceWork.isGone(e)
                    ? found(resource, reading, DriftReport.Standing.DELETED, List.of(), Optional.empty())
                    : found(resource, reading, DriftReport.Standing.UNKNOWN, List.of(), Optional.of(e.getMessage()));
        }
        List<DriftReport.Difference> differences = Differences.between(reading.expected(), reading.actual());
        DriftReport.Standing standing = differences.isEmpty() ? DriftReport.Standing.IN_SYNC : DriftReport.Standing.MODIFIED;
        return found(resource, reading, standing, differences, Optional.empty());
    }

    private DriftReport.Resource found(StackResource resource, Reading reading, DriftReport.Standing standing,
            List<DriftReport.Difference> differences, Optional<String> reason) {
        return new DriftReport.Resource(reading.physicalId(), resource.type(), clock.instant(), standing, reading.expected(),
                reading.actual(), differences, reason);
    }
}
