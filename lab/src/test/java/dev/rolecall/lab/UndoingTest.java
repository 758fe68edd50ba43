package dev.rolecall.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UndoingTest {
    private final List<String> stopped = new CopyOnWriteArrayList<>();
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
    void beginsNothingAfterTheEnd() {
        undo.close();
        assertThatThrownBy(() -> undo.begin(() -> stopped.add("begun"))).isInstanceOf(CancellationException.class);
        assertThat(stopped).isEmpty();
    }

    @Test
    void leavesNothingAfterTheEnd() {
        undo.close();
        assertThatThrownBy(() -> undo.leave(() -> stopped.add("left"))).isInstanceOf(CancellationException.class);
        assertThat(stopped).isEmpty();
        assertThat(undo.left()).isFalse();
    }

    @Test
    void saysWhetherSomethingStays() {
        undo.leave(() -> false);
        assertThat(undo.left()).as("all of it ends with the command").isFalse();
        undo.leave(() -> true);
        undo.close();
        assertThat(undo.left()).isTrue();
    }

    @Test
    void givesWhatWasBegun() {
        assertThat(undo.begin(() -> "id")).isEqualTo("id");
    }

    /** Otherwise a stack could come into being behind the back of what deletes the stacks. */
    @Test
    void theStoppingWaitsForWhatIsJustBeginning() throws InterruptedException {
        CountDownLatch beginning = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        undo.add(() -> stopped.add("stopped"));
        Thread worker = Thread.ofVirtual().start(() -> undo.begin(() -> {
            beginning.countDown();
            await(answered);
            return stopped.add("begun");
        }));
        beginning.await();
        Thread hook = Thread.ofVirtual().start(undo::close);
        assertThat(hook.join(Duration.ofMillis(50))).as("it waits").isFalse();

        answered.countDown();
        worker.join();
        hook.join();
        assertThat(stopped).containsExactly("begun", "stopped");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
