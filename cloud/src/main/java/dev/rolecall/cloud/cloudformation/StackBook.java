package dev.rolecall.cloud.cloudformation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.rolecall.cloud.api.AwsException;

/** All stacks, the deleted ones among them: those are found by their ARN only. */
final class StackBook {
    private final Map<String, Entry> byId = new LinkedHashMap<>();

    /** A stack, who works on it, and in whose name. */
    record Entry(Stack stack, StackEngine engine, CompletableFuture<Void> work) {
        boolean live() {
            return stack.snapshot().status() != Status.DELETE_COMPLETE;
        }

        /** Returns when nobody works on it any more, or when the time is over. */
        void workedOn(Duration longest) {
            boolean _ = work.handle((_, _) -> true).completeOnTimeout(false, longest.toMillis(), TimeUnit.MILLISECONDS).join();
        }
    }

    /** @throws AwsException where a stack of this name is there */
    synchronized void add(Entry entry) {
        StackRequest request = entry.stack().request();
        if (find(request.accountId(), request.name()).isPresent()) {
            throw new AwsException("AlreadyExistsException", 400, "Stack [" + request.name() + "] already exists");
        }
        byId.put(request.id(), entry);
    }

    synchronized void replace(Entry entry) {
        byId.put(entry.stack().request().id(), entry);
    }

    /** By name among the live ones, or by ARN. */
    synchronized Optional<Entry> find(String accountId, String nameOrId) {
        Optional<Entry> byArn = Optional.ofNullable(byId.get(nameOrId)).filter(e -> e.stack().request().accountId().equals(accountId));
        return byArn.or(() -> live(accountId).stream().filter(entry -> entry.stack().request().name().equals(nameOrId)).findFirst());
    }

    Stack get(String accountId, String nameOrId) {
        return entry(accountId, nameOrId).stack();
    }

    /** @throws AwsException in AWS's words, on which clients depend */
    Entry entry(String accountId, String nameOrId) {
        return find(accountId, nameOrId)
                .orElseThrow(() -> AwsException.validation("Stack with id " + nameOrId + " does not exist"));
    }

    /** The newest first. */
    synchronized List<Entry> live(String accountId) {
        return all(accountId).stream().filter(Entry::live).toList();
    }

    /** The newest first, the deleted ones among them. */
    synchronized List<Entry> all(String accountId) {
        return all().stream().filter(entry -> entry.stack().request().accountId().equals(accountId)).toList().reversed();
    }

    /** What they are now, by their ARNs. */
    synchronized Map<String, StackRecord> records() {
        Map<String, StackRecord> records = new LinkedHashMap<>();
        byId.forEach((id, entry) -> records.put(id, entry.stack().record()));
        return records;
    }

    /** What is noted of them, by their ARNs. */
    synchronized Map<String, StackNotes> notes() {
        Map<String, StackNotes> notes = new LinkedHashMap<>();
        byId.forEach((id, entry) -> Optional.of(entry.stack().notes()).filter(noted -> !noted.equals(StackNotes.NONE))
                .ifPresent(noted -> notes.put(id, noted)));
        return notes;
    }

    /** Notes that were kept. */
    synchronized void renote(Map<String, StackNotes> stored) {
        stored.forEach((id, noted) -> Optional.ofNullable(byId.get(id)).ifPresent(entry -> entry.stack().renote(_ -> noted)));
    }

    synchronized List<Entry> all() {
        return List.copyOf(byId.values());
    }
}
