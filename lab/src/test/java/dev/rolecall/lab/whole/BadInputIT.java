package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear sentence, the right exit code, and nothing left behind. */
final class BadInputIT {
    @TempDir
    private Path folder;
    private Rolecall rolecall = new Rolecall(Path.of(""));

    @BeforeEach
    void prepare() {
        rolecall = new Rolecall(folder);
    }

    @Test
    void aResourceTypeThatIsNotKnownIsNamed() throws IOException, InterruptedException {
        Path assembly = Assembly.changed(folder, "RolecallKeyless",
                template -> template.withObject("/Resources").putObject("Line").put("Type", "AWS::Telephone::Line"));

        says(2, "AWS::Telephone::Line", rolecall.run("demo", "--assembly", assembly.toString()));
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            says(3, "Port " + port + " on 127.0.0.1 is taken", rolecall.run("demo", "--port", port));
        }
    }

    @Test
    void withoutNodeItSaysWhatToInstall() throws IOException, InterruptedException {
        says(3, "Node.js was not found", rolecall.with("PATH", Files.createDirectory(folder.resolve("empty")).toString()).run("demo"));
    }

    @Test
    void aPrefixThatCannotBePartOfANameIsRefusedInTheAppsWords() throws IOException, InterruptedException {
        says(2, "prefix", rolecall.run("demo", "--prefix", "NOT GOOD"));
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    private static void says(int code, String words, Rolecall.Finished run) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("rolecall: "))).singleElement().asString().contains(words);
        assertThat(run.err()).doesNotContain("\tat ");
    }
}
