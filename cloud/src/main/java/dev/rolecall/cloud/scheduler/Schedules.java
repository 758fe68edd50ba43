package dev.rolecall.cloud.scheduler;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.state.State;

/** The schedules by group and name, and the groups, which go with all that is in them. */
final class Schedules {
    private record Shelf(ScheduleGroup group, Map<String, Schedule> byName) {}

    private final Map<String, Shelf> byGroup = new TreeMap<>();

    Schedules(ScheduleGroup standard) {
        put(standard);
    }

    void keepIn(State state) {
        State guarded = state.guardedBy(this);
        guarded.keep("scheduler/groups", ScheduleGroup.class, () -> byKey(groups().stream(), ScheduleGroup::name), stored -> {
            byGroup.clear();
            stored.values().forEach(this::put);
        });
        guarded.keep("scheduler/schedules", Schedule.class, () -> byKey(all(), Schedule::arn),
                stored -> stored.values().forEach(this::add));
    }

    private static <V> Map<String, V> byKey(Stream<V> values, Function<V, String> key) {
        return values.collect(Collectors.toMap(key, Function.identity()));
    }

    private void put(ScheduleGroup group) {
        byGroup.put(group.name(), new Shelf(group, new TreeMap<>()));
    }

    /** The group that is there now: an earlier one where the same request came twice. */
    synchronized ScheduleGroup add(ScheduleGroup group) {
        assertNotStandard(group.name());
        Shelf known = byGroup.get(group.name());
        if (known == null) {
            put(group);
            return group;
        }
        if (group.token().isPresent() && group.token().equals(known.group().token())) {
            return known.group();
        }
        throw new AwsException("ConflictException", 409, "Schedule group " + group.name() + " already exists.");
    }

    /** @throws AwsException {@code ResourceNotFoundException} where there is no such group */
    synchronized ScheduleGroup group(String name) {
        return shelf(name).group();
    }

    /** The group, with all its schedules. */
    synchronized void removeGroup(String name) {
        assertNotStandard(name);
        byGroup.remove(shelf(name).group().name());
    }

    synchronized List<ScheduleGroup> groups() {
        return byGroup.values().stream().map(Shelf::group).toList();
    }

    /** The schedule that is there now: an earlier one where the same request came twice. */
    synchronized Schedule add(Schedule schedule) {
        ScheduleRequest request = schedule.request();
        Schedule known = shelf(request.group()).byName().putIfAbsent(request.name(), schedule);
        if (known == null) {
            return schedule;
        }
        if (request.token().isPresent() && request.token().equals(known.request().token())) {
            return known;
        }
        throw new AwsException("ConflictException", 409, "Schedule " + request.name() + " already exists.");
    }

    /** @throws AwsException {@code ResourceNotFoundException} where there is no such schedule */
    synchronized Schedule update(ScheduleRequest request, UnaryOperator<Schedule> change) {
        Schedule changed = change.apply(get(request.group(), request.name()));
        shelf(request.group()).byName().put(request.name(), changed);
        return changed;
    }

    synchronized Schedule get(String group, String name) {
        return Optional.ofNullable(shelf(group).byName().get(name)).orElseThrow(() -> absent(name));
    }

    synchronized void remove(String group, String name) {
        if (shelf(group).byName().remove(name) == null) {
            throw absent(name);
        }
    }

    /** Those of a group, or all. */
    synchronized List<Schedule> in(Optional<String> group) {
        return group.map(name -> List.copyOf(shelf(name).byName().values())).orElseGet(() -> all().toList());
    }

    /** Of those whose time has come, the one that is due longest. */
    synchronized Optional<Schedule> due(Instant now) {
        return all().filter(schedule -> schedule.isDue(now)).min(Comparator.comparing(schedule -> schedule.due().orElseThrow()));
    }

    /** Whether any call is still to be made. */
    synchronized boolean pending() {
        return all().anyMatch(schedule -> schedule.due().isPresent());
    }

    /** What became of a call; nothing where somebody has deleted the schedule, or its group, meanwhile. */
    synchronized void advance(Schedule schedule, UnaryOperator<Schedule> change) {
        Shelf shelf = byGroup.get(schedule.request().group());
        if (shelf == null) {
            return;
        }
        shelf.byName().computeIfPresent(schedule.request().name(), (_, now) -> {
            if (!now.created().equals(schedule.created()) || !now.modified().equals(schedule.modified())
                    || !now.request().equals(schedule.request())) {
                return now;
            }
            Schedule next = change.apply(now);
            return next.due().isEmpty() && next.request().deletedAfterwards() ? null : next;
        });
    }

    private Stream<Schedule> all() {
        return byGroup.values().stream().flatMap(shelf -> shelf.byName().values().stream());
    }

    private Shelf shelf(String group) {
        return Optional.ofNullable(byGroup.get(group)).orElseThrow(
                () -> new AwsException("ResourceNotFoundException", 404, "Schedule group " + group + " does not exist."));
    }

    /** The sentence was seen on AWS; its code is not documented. */
    private static void assertNotStandard(String group) {
        if (group.equals(ScheduleGroup.DEFAULT)) {
            throw AwsException.validation("This operation cannot be performed on schedule group " + group + ".");
        }
    }

    private static AwsException absent(String name) {
        return new AwsException("ResourceNotFoundException", 404, "Schedule " + name + " does not exist.");
    }
}
