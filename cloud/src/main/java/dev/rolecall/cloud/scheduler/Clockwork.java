package dev.rolecall.cloud.scheduler;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.state.State;
import dev.rolecall.cloud.state.StateException;

/**
 * Makes the calls whose time has come, one after the other, the oldest first: what was due while the clock jumped, or was off, is made up
 * for in its order. The clock may be moved by whoever owns it, so it is looked at often, but only while a schedule waits.
 */
final class Clockwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Schedules schedules;
    private final Targets targets;
    private final Arns arns;
    private final InstantSource clock;
    private final State state;
    private @Nullable Thread running;
    private boolean closed;

    Clockwork(Schedules schedules, Targets targets, Arns arns, InstantSource clock, State state) {
        this.schedules = schedules;
        this.targets = targets;
        this.arns = arns;
        this.clock = clock;
        this.state = state;
    }

    /** There is something to wait for. */
    synchronized void wake() {
        if (running == null && !closed) {
            running = Thread.ofVirtual().name("scheduler").start(this::run);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        while (true) {
            Optional<Schedule> due = schedules.due(clock.instant());
            due.ifPresent(schedule -> {
                call(schedule);
                keep();
            });
            if (isOver()) {
                return;
            }
            try {
                Thread.sleep(due.isPresent() ? Duration.ZERO : LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean isOver() {
        if (!closed && schedules.pending()) {
            return false;
        }
        running = null;
        return true;
    }

    /** That it was called is kept at once, or a restart would call it again. */
    private void keep() {
        try {
            state.save();
        } catch (StateException e) {
            LOG.error("What became of a schedule is not kept: {}", e.getMessage());
        }
    }

    private void call(Schedule schedule) {
        try {
            Target target = schedule.request().target();
            Caller role = targets.roles().assume(target.roleArn(), arns.group(schedule.request().group()), schedule.request().name());
            targets.invoker().invoke(role, target.call());
            schedules.advance(schedule, Schedule::completed);
        } catch (AwsException e) {
            // The audit trail has it, with the decision.
            schedules.advance(schedule, failed -> failed.failed(clock.instant()));
        } catch (RuntimeException e) {
            LOG.error("The call of a schedule failed for no reason of its owner's", e);
            schedules.advance(schedule, failed -> failed.failed(clock.instant()));
        }
    }
}
