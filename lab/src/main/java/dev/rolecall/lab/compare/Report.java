package dev.rolecall.lab.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.demo.Control;
import dev.rolecall.lab.demo.Outcome;

/**
 * What a demonstration found, as much of it as is the same each time.
 *
 * @param file     its name, without the folder
 * @param shown    the label
 * @param sentence what the label is worth; reports of old have none
 */
public record Report(String file, String target, String shown, Optional<String> sentence, List<String> notes, Optional<Control> control,
        List<Entry> workloads) {

    /**
     * A workload.
     *
     * @param temporary    whether its credentials end, where it had any
     * @param secretAtRest the kinds of places in which its secret was found
     * @param error        code and message, where it did not read
     * @param notShown     why the target cannot show it
     */
    public record Entry(String id, Outcome outcome, Optional<String> provider, Optional<Boolean> temporary, List<String> secretAtRest,
            Optional<Failure> error, Optional<String> notShown) {}

    /** An error as it was answered. */
    public record Failure(String code, String message) {}

    /**
     * Reads what {@code rolecall demo --json} printed.
     *
     * @throws LabException when it is something else, with the file and the field
     */
    public static Report read(Path file) {
        try {
            JsonNode root = JsonMapper.shared().readTree(file);
            return read(new Field(file, "", root), String.valueOf(file.getFileName()));
        } catch (JacksonException e) {
            throw LabException.wrongInput(e.getLocation() == null || e.getLocation().getLineNr() < 0
                    ? file + " cannot be read."
                    : file + " is no JSON: see its line " + e.getLocation().getLineNr() + ".");
        }
    }

    private static Report read(Field root, String name) {
        return new Report(name, root.in("target").text(), root.in("shown").text(),
                root.in("sentence").ifPresent().map(Field::text).map(Generated::leaveOut),
                root.in("notes").ifPresent().map(Report::texts).orElse(List.of()), root.in("control").ifPresent().map(Report::control),
                root.in("workloads").list().stream().map(Report::entry).toList());
    }

    private static List<String> texts(Field list) {
        return list.list().stream().map(Field::text).map(Generated::leaveOut).toList();
    }

    private static Control control(Field control) {
        return new Control(control.in("outcome").outcome(), control.in("code").ifPresent().map(Field::text).orElse(""));
    }

    private static Entry entry(Field workload) {
        return new Entry(workload.in("id").text(), workload.in("outcome").outcome(), workload.in("provider").ifPresent().map(Field::text),
                workload.in("temporary").ifPresent().map(Field::flag),
                workload.in("secretAtRest").list().stream().map(place -> place.in("where").text()).distinct().toList(),
                workload.in("error").ifPresent()
                        .map(error -> new Failure(error.in("code").text(), Generated.leaveOut(error.in("message").text()))),
                workload.in("notShown").ifPresent().map(Field::text).map(Generated::leaveOut));
    }

    Optional<Entry> find(String id) {
        return workloads.stream().filter(workload -> workload.id().equals(id)).findFirst();
    }
}
