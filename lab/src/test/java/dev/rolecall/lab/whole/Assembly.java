package dev.rolecall.lab.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A really synthesised assembly, made once for all tests, and copies of it in which something is different. */
final class Assembly {
    static final String LOCAL_ACCOUNT = "111122223333";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Path> FOLDERS = new ConcurrentHashMap<>();

    private Assembly() {}

    /** The assembly as the CDK app wrote it, for the local cloud's account. */
    static Path original() {
        return of(LOCAL_ACCOUNT);
    }

    /** The same for another account. */
    static Path of(String account) {
        return FOLDERS.computeIfAbsent(account, _ -> synthesise(Map.of("iUnderstandAccount", account)));
    }

    /** The same for a learner who shares the local cloud's account with others. */
    static Path prefixed(String prefix) {
        return FOLDERS.computeIfAbsent(prefix, _ -> synthesise(Map.of("iUnderstandAccount", LOCAL_ACCOUNT, "prefix", prefix)));
    }

    /** The same with a task on ECS. */
    static Path withTask() {
        return FOLDERS.computeIfAbsent("with a task", _ -> synthesise(Map.of("iUnderstandAccount", LOCAL_ACCOUNT, "ecs", "true")));
    }

    /** The same with a task, for a learner who shares the account. */
    static Path withTask(String prefix) {
        return FOLDERS.computeIfAbsent(prefix + " with a task",
                _ -> synthesise(Map.of("iUnderstandAccount", LOCAL_ACCOUNT, "ecs", "true", "prefix", prefix)));
    }

    /** A copy without the statements of a Sid in a resource's policies. */
    static Path without(String sid, String resource, String stack, Path folder) throws IOException {
        return without(sid, resource, stack, original(), folder);
    }

    /** The same of an assembly of another kind. */
    static Path without(String sid, String resource, String stack, Path assembly, Path folder) throws IOException {
        return changed(assembly, folder, stack, template -> take(sid, template, resource));
    }

    /** A copy in which nobody has the statements of a Sid. */
    static Path without(String sid, Path assembly, Path folder) throws IOException {
        Path half = changed(assembly, folder.resolve("half"), "RolecallKeyless", template -> {
            take(sid, template, "InstanceRole");
            take(sid, template, "FunctionRole");
        });
        return changed(half, folder, "RolecallAccessKey", template -> take(sid, template, "User"));
    }

    private static void take(String sid, ObjectNode template, String resource) {
        ArrayNode policies = (ArrayNode) resource(template, resource).path("Properties").path("Policies");
        int before = policies.size();
        policies.removeIf(policy -> policy.path("PolicyDocument").path("Statement").path(0).path("Sid").asString().equals(sid));
        if (policies.size() == before) {
            throw new IllegalStateException(resource + " has no statement " + sid);
        }
    }

    /** A copy whose instance with a role keeps what it has to tell to itself: a run waits for it, until somebody stops the run. */
    static Path silent(String account, Path folder) throws IOException {
        return changed(of(account), folder, "RolecallKeyless", template -> {
            String told = JSON.writeValueAsString(template);
            String silent = told.replace("journal+console", "journal");
            if (silent.equals(told)) {
                throw new IllegalStateException("no instance tells anything to its console");
            }
            template.setAll((ObjectNode) JSON.readTree(silent));
        });
    }

    /** A copy in which a stack's template is changed. */
    static Path changed(Path folder, String stack, Consumer<ObjectNode> change) throws IOException {
        return changed(original(), folder, stack, change);
    }

    /** A copy of an assembly of another kind in which a stack's template is changed. */
    static Path changed(Path assembly, Path folder, String stack, Consumer<ObjectNode> change) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("assembly"));
        try (Stream<Path> files = Files.list(assembly)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        Path file = copy.resolve(stack + ".template.json");
        ObjectNode template = (ObjectNode) JSON.readTree(file);
        change.accept(template);
        Files.writeString(file, JSON.writeValueAsString(template));
        return copy;
    }

    private static JsonNode resource(ObjectNode template, String start) {
        return template.path("Resources").propertyStream().filter(entry -> entry.getKey().startsWith(start)).map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no resource " + start));
    }

    private static Path synthesise(Map<String, String> more) {
        try {
            Path folder = Files.createTempDirectory("rolecall-assembly-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            Path assembly = folder.resolve("cdk.out");
            ObjectNode context = (ObjectNode) JSON.readTree(Rolecall.ROOT.resolve("cdk.json")).path("context");
            context.put("insecure", "true");
            more.forEach(context::put);
            Rolecall.Finished synth = new Rolecall(folder).with("CDK_OUTDIR", assembly.toString()).with("CDK_VALIDATION", "false")
                    .with("CDK_CONTEXT_JSON", JSON.writeValueAsString(context))
                    .run("synth");
            if (synth.code() != 0) {
                throw new IllegalStateException(synth.err());
            }
            return assembly;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
