package dev.rolecall.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lesson's cloud assembly, both stacks, made by {@code ./rolecall synth}. */
final class Assembly {
    private Assembly() {}

    /** What is done with the folder of an assembly, before it is removed. */
    @FunctionalInterface
    interface Use {
        void of(Path folder) throws IOException, InterruptedException;
    }

    /** Makes one, has it used, removes it; the answer is the run that made it. */
    static Run synthesised(Path root, Use use) throws IOException, InterruptedException {
        Path output = Files.createTempDirectory("rolecall-bench");
        Map<String, String> environment = Map.of("CDK_OUTDIR", output.toString(), "CDK_VALIDATION", "false", "CDK_CONTEXT_JSON",
                "{\"insecure\":\"true\",\"iUnderstandAccount\":\"111122223333\"}");
        try {
            Run run = Run.of(root, environment, List.of(root.resolve("rolecall").toString(), "synth"));
            use.of(output);
            return run;
        } finally {
            try (Stream<Path> files = Files.walk(output)) {
                files.sorted((left, right) -> right.compareTo(left)).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
