package dev.rolecall.lab.role;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.assembly.TemplateFile;

/** The roles that a cloud assembly will make. */
public final class AssemblyRoles {
    private final Path folder;
    private final List<StackTemplate> templates = new ArrayList<>();
    private final Set<String> beingImported = new HashSet<>();
    private final ResourceArns arns = ResourceArns.table();

    private AssemblyRoles(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the templates of a folder.
     *
     * @param account that the stacks are to be taken for, where the assembly does not say
     * @param region  the same
     * @throws LabException when the folder is no cloud assembly
     */
    public static AssemblyRoles read(Path folder, Optional<String> account, Optional<String> region) {
        if (!Files.isDirectory(folder)) {
            throw LabException.wrongInput("There is no folder " + folder
                    + ": synthesise one with rolecall synth, name another with --cdk-out, or a running cloud with --endpoint.");
        }
        AssemblyRoles roles = new AssemblyRoles(folder);
        for (TemplateFile file : CloudAssembly.templates(folder)) {
            Place place = Place.of(file.account().or(() -> account), file.region().or(() -> region));
            roles.add(StackTemplate.read(file.stack(), file.name(), place, file.file()), file.file());
        }
        return roles;
    }

    private void add(StackTemplate template, Path file) {
        templates.add(template);
        template.nested(file).forEach(nested -> add(nested, file));
    }

    /**
     * A role, and what stands in it for something that is not known.
     *
     * @param remarks a sentence each
     */
    public record Exported(RoleConfig config, List<String> remarks) {}

    /**
     * The role that a name means.
     *
     * @throws LabException when no role or more than one is meant
     */
    public Exported role(String asked) {
        List<TemplateRole> all = all();
        List<TemplateRole> called = all.stream().filter(role -> role.isCalled(asked)).toList();
        List<TemplateRole> meant = called.isEmpty() ? all.stream().filter(role -> role.isShortlyCalled(asked)).toList() : called;
        if (meant.isEmpty()) {
            throw LabException.wrongInput("There is no role " + asked + " in " + folder + ". "
                    + (all.isEmpty() ? "It has none." : "It has " + listed(all) + "."));
        }
        if (meant.size() > 1) {
            throw LabException.wrongInput("More than one role is called " + asked + ": name one of " + listed(meant) + ".");
        }
        TemplateRole role = meant.getFirst();
        return new Exported(role.config(), remarks(role.template().place()));
    }

    private static List<String> remarks(Place place) {
        String names = "Where CloudFormation makes a name up when it deploys, the logical id stands for it.";
        return place.standIn()
                ? List.of("The assembly is for no account or region in particular: account " + place.account() + " and region "
                        + place.region() + " stand for them; --account and --region name others.", names)
                : List.of(names);
    }

    private List<TemplateRole> all() {
        return templates.stream().flatMap(template -> TemplateRole.of(template, values(template))).toList();
    }

    private Intrinsics values(StackTemplate template) {
        return new Intrinsics(template, arns, this::exported);
    }

    private Optional<JsonNode> exported(String name) {
        // Stacks that import from each other in a circle get nowhere, and are not to be followed.
        if (!beingImported.add(name)) {
            return Optional.empty();
        }
        try {
            return lookUp(name);
        } finally {
            beingImported.remove(name);
        }
    }

    private Optional<JsonNode> lookUp(String name) {
        for (StackTemplate template : templates) {
            Intrinsics values = values(template);
            Optional<JsonNode> output = template.root().path("Outputs").propertyStream().map(Map.Entry::getValue)
                    .filter(candidate -> values.text(candidate.path("Export").path("Name")).filter(name::equals).isPresent()).findFirst();
            if (output.isPresent()) {
                return Optional.of(values.resolve(output.get().path("Value")));
            }
        }
        return Optional.empty();
    }

    private static String listed(List<TemplateRole> roles) {
        return roles.stream().map(role -> role.qualified() + (role.name().equals(role.logicalId()) ? "" : " (" + role.name() + ")"))
                .collect(Collectors.joining(", "));
    }
}
