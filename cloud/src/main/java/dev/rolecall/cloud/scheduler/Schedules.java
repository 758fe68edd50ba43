package dev.rolecall.cloud.scheduler;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.rolecall.cloud.api.AwsException;

/** The schedules of the default group, by name. */
final class Schedules {
    private final Map<String, Schedule> byName = new TreeMap<>();

    /** The schedule that is there now: an earlier one where the same request came twice. */
    synchronized Schedule add(Schedule schedule) {
        ScheduleRequest request = schedule.request();
        Schedule known = byName.putIfAbsent(request.name(), schedule);
        if (known == null) {
            return schedule;
        }
        if (request.token().isPresent() && request.token().equals(known.request().token())) {
            return known;
        }
        throw new AwsException("ConflictException", 409, "Schedule " + request.name() + " already exists.");
    }

    synchronized Schedule get(String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> absent(name));
    }

    synchronized void remove(String name) {
        if (byName.remove(name) == null) {
            throw absent(name);
        }
    }

    synchronized List<Schedule> all() {
        return List.copyOf(byName.values());
    }

    /** Of those whose time has come, the one that is due longest. */
    synchronized Optional<Schedule> due(Instant now) {
        return byName.values().stream().filter(schedule -> schedule.isDue(now))
                .min(Comparator.comparing(schedule -> schedule.due().orElseThrow()));
    }

    /** Whether any call is still to be made. */
    synchronized boolean pending() {
        return byName.values().stream().anyMatch(schedule -> schedule.due().isPresent());
    }

    /** What became of a call; nothing where somebody has deleted the schedule meanwhile. */
    synchronized void advance(Schedule schedule, UnaryOperator<Schedule> change) {
        byName.computeIfPresent(schedule.request().name(), (_, now) -> {
            if (!now.created().equals(schedule.created()) || !now.request().equals(schedule.request())) {
                return now;
            }
            Schedule next = change.apply(now);
            return next.due().isEmpty() && next.request().deletedAfterwards() ? null : next;
        });
    }

    private static AwsException absent(String name) {
        return new AwsException("ResourceNotFoundException", 404, "Schedule " + name + " does not exist.");
    }
}
