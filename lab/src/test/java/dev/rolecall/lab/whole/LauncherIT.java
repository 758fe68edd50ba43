package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell script that people start. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "this is the POSIX launcher")
final class LauncherIT {
    private static final Path LAUNCHER = Rolecall.ROOT.resolve("rolecall");

    @TempDir
    private Path folder;

    private record Finished(int code, String out, String err) {}

    @Test
    void startsFromAnyFolderAndThroughALink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("rc"), LAUNCHER);

        Finished run = run(List.of(link.toString(), "--version"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("rolecall ");
    }

    @Test
    void handsOnArgumentsAndExitCode() throws IOException, InterruptedException {
        Finished run = run(List.of(LAUNCHER.toString(), "demo", "--assembly", folder.resolve("not there").toString()));

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("not there/manifest.json");
    }

    @Test
    void withoutAJdk25ItSaysWhatToInstall() throws IOException, InterruptedException {
        List<String> hidden = List.of("unshare", "-rm", "sh", "-c",
                "for d in /usr/lib/jvm /opt; do [ ! -d $d ] || mount -t tmpfs none $d || exit 99; done; PATH=/usr/bin:/bin exec \"$0\" demo",
                LAUNCHER.toString());
        Finished run = run(hidden);
        assumeTrue(run.code() != 99 && run.code() != 1 && run.code() != 127,
                "the JDKs of this machine cannot be hidden from a test: " + run.err());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().strip().lines()).singleElement().asString().contains("JDK 25 was not found").contains("install");
    }

    private Finished run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("HOME", folder.toString());
        int code = builder.start().waitFor();
        return new Finished(code, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
