package dev.rolecall.cloud.scheduler;

import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schedule and how far it has come.
 *
 * @param created  of the schedule
 * @param modified when its owner last changed it
 * @param due      when its call is to be made next; empty where it is not to be made any more
 * @param attempts how often it was made
 * @param began    when it was made first
 */
record Schedule(ScheduleRequest request, String arn, Instant created, Instant modified, Optional<Instant> due, int attempts,
        Optional<Instant> began) {

    static Schedule of(ScheduleRequest request, String arn, Instant now) {
        return new Schedule(request, arn, now, now, request.enabled() ? Optional.of(request.time().instant()) : Optional.empty(), 0,
                Optional.empty());
    }

    /** All members are set anew. A call that was made is made again only where it gets another time, which AWS does not document. */
    Schedule updated(ScheduleRequest changed, Instant now) {
        boolean again = attempts == 0 || !changed.time().equals(request.time());
        Schedule anew = of(changed, arn, now);
        return new Schedule(changed, arn, created, now, again ? anew.due() : Optional.empty(), again ? 0 : attempts, Optional.empty());
    }

    boolean isDue(Instant now) {
        return due.filter(at -> !at.isAfter(now)).isPresent();
    }

    Schedule completed() {
        return new Schedule(request, arn, created, modified, Optional.empty(), attempts + 1, began);
    }

    /** The call failed: it is made again, unless the retry policy has come to its end. */
    Schedule failed(Instant now) {
        Instant first = began.orElse(now);
        RetryPolicy policy = request.target().retries();
        Instant next = now.plus(policy.waitAfter(attempts));
        boolean over = attempts >= policy.attempts() || next.isAfter(first.plus(policy.longest()));
        return new Schedule(request, arn, created, modified, over ? Optional.empty() : Optional.of(next), attempts + 1, Optional.of(first));
    }

    ObjectNode summary() {
        ObjectNode node = head();
        node.putObject("Target").put("Arn", request.target().arn());
        return node;
    }

    ObjectNode node() {
        ObjectNode node = head().put("ScheduleExpression", request.time().expression())
                .put("ScheduleExpressionTimezone", request.time().zone())
                .put("ActionAfterCompletion", request.deletedAfterwards() ? "DELETE" : "NONE");
        request.description().ifPresent(text -> node.put("Description", text));
        request.begin().ifPresent(at -> node.put("StartDate", at.getEpochSecond()));
        request.end().ifPresent(at -> node.put("EndDate", at.getEpochSecond()));
        node.putObject("FlexibleTimeWindow").put("Mode", "OFF");
        node.set("Target", request.target().node());
        return node;
    }

    private ObjectNode head() {
        return JsonNodeFactory.instance.objectNode().put("Arn", arn).put("Name", request.name()).put("GroupName", request.group())
                .put("State", request.enabled() ? "ENABLED" : "DISABLED").put("CreationDate", created.getEpochSecond())
                .put("LastModificationDate", modified.getEpochSecond());
    }
}
