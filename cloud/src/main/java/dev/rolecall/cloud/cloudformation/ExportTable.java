package dev.rolecall.cloud.cloudformation;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.rolecall.cloud.state.State;
import dev.rolecall.cloud.template.Evaluation;
import dev.rolecall.cloud.template.TemplateException;

/** What the stacks of each account export, and who imports it. */
final class ExportTable {
    /** By account and name; changed under this table's monitor only. */
    private final ConcurrentMap<String, Export> exports = new ConcurrentSkipListMap<>();

    /**
     * An export.
     *
     * @param stackId   of the stack that exports it
     * @param importers the names of the stacks that use it
     */
    record Export(String accountId, String name, String value, String stackId, String stackName, Set<String> importers) {
        Export {
            importers = Collections.unmodifiableSortedSet(new TreeSet<>(importers));
        }

        private Export importedBy(Set<String> stacks) {
            return new Export(accountId, name, value, stackId, stackName, stacks);
        }

        private String users() {
            return String.join(", ", importers);
        }
    }

    void keepIn(State state) {
        state.guardedBy(this).keep("cloudformation/exports", exports, Export.class);
    }

    /** Looks an export up for a stack, which from then on uses it. */
    synchronized Optional<String> use(StackRequest importer, String name) {
        return find(importer.accountId(), name).map(export -> {
            if (!export.importers().contains(importer.name())) {
                Set<String> importers = new TreeSet<>(export.importers());
                importers.add(importer.name());
                put(export.importedBy(importers));
            }
            return export.value();
        });
    }

    /** A value without becoming its user. */
    synchronized Optional<String> look(StackRequest importer, String name) {
        return find(importer.accountId(), name).map(Export::value);
    }

    /**
     * All exports of a stack in the place of those that it had.
     *
     * @throws TemplateException where another stack has a name already, or where what others use would change or go; nothing is changed then
     */
    synchronized void publish(StackRequest exporter, List<Evaluation.Output> outputs) {
        List<Export> own = exportedBy(exporter);
        Map<String, Export> next = new HashMap<>();
        for (Evaluation.Output output : outputs) {
            output.exportName().ifPresent(name -> {
                Optional<Export> before = find(exporter.accountId(), name);
                Export fresh = new Export(exporter.accountId(), name, output.value(), exporter.id(), exporter.name(),
                        before.map(Export::importers).orElse(Set.of()));
                Optional.ofNullable(next.put(name, fresh)).or(() -> before.filter(export -> !own.contains(export))).ifPresent(taken -> {
                    throw new TemplateException(
                            "Export with name " + name + " is already exported by stack " + taken.stackName() + ".");
                });
            });
        }
        for (Export export : own) {
            Optional<Export> after = Optional.ofNullable(next.get(export.name()));
            if (!export.importers().isEmpty() && after.filter(fresh -> fresh.value().equals(export.value())).isEmpty()) {
                throw new TemplateException("Export " + export.name() + " cannot be " + (after.isPresent() ? "updated" : "deleted")
                        + " as it is in use by " + export.users());
            }
        }
        own.forEach(export -> exports.remove(key(export.accountId(), export.name())));
        next.values().forEach(this::put);
    }

    /** Why a stack cannot be deleted, where another uses what it exports. */
    synchronized Optional<String> inUse(StackRequest exporter) {
        return exportedBy(exporter).stream().filter(export -> !export.importers().isEmpty()).findFirst()
                .map(export -> "Export " + export.name() + " cannot be deleted as it is in use by " + export.users());
    }

    /** Forgets what a stack exported and used. */
    synchronized void release(StackRequest stack) {
        exportedBy(stack).forEach(export -> exports.remove(key(export.accountId(), export.name())));
        of(stack.accountId()).stream().filter(export -> export.importers().contains(stack.name())).forEach(export -> {
            Set<String> importers = new TreeSet<>(export.importers());
            importers.remove(stack.name());
            put(export.importedBy(importers));
        });
    }

    synchronized List<Export> of(String accountId) {
        return exports.values().stream().filter(export -> export.accountId().equals(accountId)).toList();
    }

    private List<Export> exportedBy(StackRequest stack) {
        return of(stack.accountId()).stream().filter(export -> export.stackId().equals(stack.id())).toList();
    }

    private Optional<Export> find(String accountId, String name) {
        return Optional.ofNullable(exports.get(key(accountId, name)));
    }

    private void put(Export export) {
        exports.put(key(export.accountId(), export.name()), export);
    }

    private static String key(String accountId, String name) {
        return accountId + ":" + name;
    }
}
