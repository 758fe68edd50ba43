package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/targets.md} says of the targets is what they do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the page is made by a shell script")
final class TargetsPageIT {
    private static final long PATIENCE_SECONDS = 900;

    @TempDir
    private Path folder;

    @Test
    void thePageIsWhatItsScriptWrites() throws IOException, InterruptedException {
        Path ministack = MiniStack.require();
        Docker.require();
        assumeTrue(ministack.startsWith(Rolecall.ROOT), "the page is made with the MiniStack of .ci/install");
        assumeTrue(Docker.isStandIn(Docker.LOCALSTACK), "the page is made with CI's image of LocalStack, and says so; here is another one");
        Path page = folder.resolve("targets.md");
        Path log = folder.resolve("log");

        Process script = new ProcessBuilder(Rolecall.ROOT.resolve(".ci/targets").toString(), page.toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        if (!script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            script.destroy();
        }

        assertThat(script.waitFor()).as(Files.readString(log)).isZero();
        assertThat(page).as("made again by .ci/run .ci/targets").usingCharset(StandardCharsets.UTF_8)
                .hasSameTextualContentAs(Rolecall.ROOT.resolve("docs/targets.md"));
    }
}
