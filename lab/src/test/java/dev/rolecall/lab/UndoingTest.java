package dev.rolecall.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UndoingTest {
    private final List<String> stopped = new ArrayList<>();
    private final Undo undo = new Undo();

    @Test
    void stopsInReverseOrderAndOnce() {
        undo.add(() -> stopped.add("first started"));
        undo.add(() -> stopped.add("last started"));

        undo.close();
        undo.close();

        assertThat(stopped).containsExactly("last started", "first started");
    }

    @Test
    void stopsTheRestWhenOneStepFails() {
        undo.add(() -> stopped.add("the rest"));
        undo.add(() -> {
            throw new IOException("stuck");
        });

        undo.close();

        assertThat(stopped).containsExactly("the rest");
    }

    @Test
    void stopsAtOnceWhatIsStartedAfterTheEnd() {
        undo.close();

        undo.add(() -> stopped.add("late"));

        assertThat(stopped).containsExactly("late");
    }

    @Test
    void aRunFolderIsItsOwnersAloneAndDisappearsWithItsContent(@TempDir Path parent) throws IOException {
        RunFolder folder = RunFolder.create(parent);
        Files.writeString(folder.folder("a/b").resolve("c.txt"), "text");
        if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(folder.path())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }

        folder.close();

        assertThat(parent).isEmptyDirectory();
    }
}
