package dev.rolecall.cloud.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.rolecall.cloud.template.Evaluation;
import dev.rolecall.cloud.template.TemplateException;

/** What the stacks of each account export, and who imports it. */
final class ExportTable {
    private final Map<String, Map<String, Export>> byAccount = new HashMap<>();

    /** An export and the stacks that use it. */
    record Export(String name, String value, StackRequest exporter, Set<String> importers) {}

    /** Looks an export up for a stack, which from then on uses it. */
    synchronized Optional<String> use(StackRequest importer, String name) {
        return Optional.ofNullable(exports(importer.accountId()).get(name)).map(export -> {
            export.importers().add(importer.name());
            return export.value();
        });
    }

    /** All exports of a stack, or none of them where a name is taken. */
    synchronized void publish(StackRequest exporter, List<Evaluation.Output> outputs) {
        Map<String, Export> exports = exports(exporter.accountId());
        Map<String, Export> fresh = new HashMap<>();
        for (Evaluation.Output output : outputs) {
            output.exportName().ifPresent(name -> {
                Export taken = exports.containsKey(name) ? exports.get(name) : fresh.get(name);
                if (taken != null) {
                    throw new TemplateException(
                            "Export with name " + name + " is already exported by stack " + taken.exporter().name() + ".");
                }
                fresh.put(name, new Export(name, output.value(), exporter, new TreeSet<>()));
            });
        }
        exports.putAll(fresh);
    }

    /** A value without becoming its user. */
    synchronized Optional<String> look(StackRequest importer, String name) {
        return Optional.ofNullable(exports(importer.accountId()).get(name)).map(Export::value);
    }

    /** All exports of a stack in the place of those that it had; what others use can neither change nor go. */
    synchronized void republish(StackRequest exporter, List<Evaluation.Output> outputs) {
        Map<String, Export> exports = exports(exporter.accountId());
        Map<String, Export> own = new HashMap<>(exports);
        own.values().removeIf(export -> !export.exporter().id().equals(exporter.id()));
        Map<String, String> next = new HashMap<>();
        outputs.forEach(output -> output.exportName().ifPresent(name -> next.put(name, output.value())));
        own.values().stream().filter(export -> !export.importers().isEmpty() && !export.value().equals(next.get(export.name())))
                .findFirst().ifPresent(export -> {
                    throw new TemplateException("Export " + export.name() + " cannot be "
                            + (next.containsKey(export.name()) ? "updated" : "deleted") + " as it is in use by "
                            + String.join(", ", export.importers()));
                });
        exports.keySet().removeAll(own.keySet());
        try {
            publish(exporter, outputs);
        } catch (TemplateException e) {
            exports.putAll(own);
            throw e;
        }
        own.forEach((name, export) -> Optional.ofNullable(exports.get(name))
                .ifPresent(fresh -> fresh.importers().addAll(export.importers())));
    }

    /** Why a stack cannot be deleted, where another uses what it exports. */
    synchronized Optional<String> inUse(StackRequest exporter) {
        return exports(exporter.accountId()).values().stream()
                .filter(export -> export.exporter().id().equals(exporter.id()) && !export.importers().isEmpty()).findFirst()
                .map(export -> "Export " + export.name() + " cannot be deleted as it is in use by "
                        + String.join(", ", export.importers()));
    }

    /** Forgets what a stack exported and used. */
    synchronized void release(StackRequest stack) {
        Map<String, Export> exports = exports(stack.accountId());
        exports.values().removeIf(export -> export.exporter().id().equals(stack.id()));
        exports.values().forEach(export -> export.importers().remove(stack.name()));
    }

    synchronized List<Export> of(String accountId) {
        return List.copyOf(exports(accountId).values());
    }

    private Map<String, Export> exports(String accountId) {
        return byAccount.computeIfAbsent(accountId, _ -> new TreeMap<>());
    }
}
