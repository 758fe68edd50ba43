package dev.rolecall.lab.synth;

import java.util.List;
import java.util.Map;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.RunFolder;
import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.Undo;

/** The synthesis that {@code cdk.json} names: the CDK CLI's environment and terminal go through to the app untouched. */
public final class PassThrough {
    private final Surroundings around;

    public PassThrough(Surroundings around) {
        this.around = around;
    }

    /**
     * Runs the app where the CDK CLI told it to ({@code CDK_OUTDIR}), or into {@code cdk.out} when nobody did.
     *
     * @throws LabException when there is no Node.js, or the app is not built, or it fails
     */
    public void run(Undo undo) throws InterruptedException {
        new Synthesis(around).requireNode();
        // jsii leaves an empty folder behind where it finds a temporary one; so it gets one that is taken away.
        RunFolder temporary = RunFolder.create(around.temporary());
        undo.add(temporary);
        ProcessBuilder builder = new ProcessBuilder(CdkApp.command(around, List.of("-Djava.io.tmpdir=" + temporary.path())))
                .directory(around.root().toFile()).inheritIO();
        if (around.environment().apply("CDK_OUTDIR") == null) {
            builder.environment().put("CDK_OUTDIR", around.root().resolve("cdk.out").toString());
        }
        if (around.environment().apply("CDK_CONTEXT_JSON") == null) {
            builder.environment().put("CDK_CONTEXT_JSON", CdkContext.merge(around.root().resolve("cdk.json"), Map.of()));
        }
        Process process = Synthesis.start(builder);
        undo.add(() -> Synthesis.stop(process));
        int status = process.waitFor();
        if (status == Synthesis.APP_SAYS_CONTEXT_IS_WRONG) {
            throw LabException.wrongInput("The CDK app refused its context, as it says above.");
        }
        if (status != 0) {
            throw new LabException(ExitCode.BROKE_OFF, "The CDK app failed (exit code " + status + ").");
        }
    }
}
