package dev.rolecall.cloud.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.rolecall.cloud.state.StateException.Fault;

/** What is taken for the folder of a state, and what is not. */
class FoldersAreCheckedTest {
    @TempDir
    private Path temporary;

    private static DurableState open(Path folder) {
        return DurableState.open(folder, "111122223333", "us-east-1");
    }

    private static void make(Path folder) {
        try (DurableState state = open(folder)) {
            state.begin();
        }
    }

    private static StateException refused(Path folder, String account, String region) {
        return catchThrowableOfType(StateException.class, () -> DurableState.open(folder, account, region));
    }

    private static StateException refused(Path folder) {
        return refused(folder, "111122223333", "us-east-1");
    }

    @Test
    void aFolderThatIsNotThereIsMadeAndOneThatIsEmptyIsTaken() throws IOException {
        make(temporary.resolve("a/b/c"));
        make(Files.createDirectory(temporary.resolve("empty")));
        assertThat(temporary.resolve("empty/.gitignore")).hasContent("*");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseMayReadIt() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        make(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        for (String file : List.of("state.mv", "rolecall.json", "rolecall.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)))).isEqualTo("rw-------");
        }
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndNotTouched() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("project"));
        Files.writeString(folder.resolve("thesis.txt"), "text");
        StateException refused = refused(folder);
        assertThat(refused.fault()).isEqualTo(Fault.UNSUITABLE);
        assertThat(refused.getMessage()).contains("is not empty and holds no state", "thesis.txt");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("thesis.txt"));
        }
        assertThat(refused(folder.resolve("thesis.txt")).getMessage()).contains("is a file");
    }

    @Test
    void aStateIsUsedOnce() {
        Path folder = temporary.resolve("state");
        try (DurableState state = open(folder)) {
            state.begin();
            assertThat(refused(folder).fault()).isEqualTo(Fault.IN_USE);
        }
        make(folder);
    }

    @Test
    void aStateOfAnotherAccountRegionOrFormatIsRefusedAndNotTouched() throws IOException {
        Path folder = temporary.resolve("state");
        make(folder);
        assertThat(refused(folder, "444455556666", "us-east-1").getMessage()).contains("is of account 111122223333 in us-east-1",
                "not of account 444455556666");
        assertThat(refused(folder, "111122223333", "eu-west-1").fault()).isEqualTo(Fault.UNSUITABLE);

        Path about = folder.resolve("rolecall.json");
        byte[] before = Files.readAllBytes(folder.resolve("state.mv"));
        Files.writeString(about, Files.readString(about).replace("\"format\":1", "\"format\":99"));
        assertThat(refused(folder).getMessage()).contains("a later version", "has format 99", "reads format 1", "Use that version");
        assertThat(folder.resolve("state.mv")).hasBinaryContent(before);
        Files.writeString(about, Files.readString(about).replace("\"format\":99", "\"format\":0").replace("}", ",\"more\":[]}"));
        assertThat(refused(folder).getMessage()).contains("an earlier version", "has format 0");
        for (String other : List.of("not JSON", "{}", "")) {
            Files.writeString(about, other);
            assertThat(refused(folder).fault()).isEqualTo(Fault.UNSUITABLE);
            assertThat(refused(folder).getMessage()).contains("rolecall.json does not say which state the folder has");
        }
    }

    @Test
    void aStateWithoutItsFileIsRefusedAndNotBegunAnew() throws IOException {
        Path folder = temporary.resolve("state");
        make(folder);
        Files.write(folder.resolve("state.mv"), new byte[0]);
        assertThat(refused(folder).getMessage()).contains("is damaged");
        Files.writeString(folder.resolve("state.mv"), "x".repeat(20_000));
        assertThat(refused(folder).getMessage()).contains("is damaged");
        Files.delete(folder.resolve("state.mv"));
        assertThat(refused(folder).getMessage()).contains("is damaged");
        assertThat(folder.resolve("state.mv")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedWithTheReason() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "text");
        assertThat(refused(file.resolve("state")).getMessage()).contains("Not a directory", "Use a folder that you may write to");
        Files.createSymbolicLink(temporary.resolve("nowhere"), temporary.resolve("gone"));
        assertThat(refused(temporary.resolve("nowhere")).getMessage()).contains("Something that is no folder is there");
        assertThat(file).hasContent("text");
    }

    @Test
    void whatWasBegunAndNotMadeIsTakenAwayAgain() throws IOException {
        try (DurableState state = open(temporary.resolve("a/b"))) {
            assertThat(state.folder("objects")).isNotEmpty();
        }
        assertThat(temporary.resolve("a")).doesNotExist();
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        open(empty).close();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void filesOfSomebodyElseAreNeverRemoved() throws IOException {
        Path folder = temporary.resolve("state");
        make(folder);
        Files.delete(folder.resolve("rolecall.json"));
        Files.writeString(folder.resolve("state.mv"), "half a header");
        Files.writeString(folder.resolve("thesis.txt"), "text");
        assertThat(refused(folder).getMessage()).contains("thesis.txt");
        assertThat(folder.resolve("thesis.txt")).hasContent("text");
    }

    @Test
    void aStateThatLostOnlyItsDescriptionIsTheSameState() throws IOException {
        Path folder = temporary.resolve("state");
        make(folder);
        Files.delete(folder.resolve("rolecall.json"));
        try (DurableState state = open(folder)) {
            assertThat(state.isNew()).isFalse();
        }
        assertThat(folder.resolve("rolecall.json")).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCopyWithoutExtendedAttributesIsRefusedWhereObjectsNeedThem() throws IOException {
        Path folder = temporary.resolve("state");
        make(folder);
        removeAttributes(folder);
        make(folder);
        assertThat(attributes(folder)).as("without objects nothing is lost").contains("rolecall");
        Files.createDirectories(folder.resolve("objects/bucket"));
        Files.writeString(folder.resolve("objects/bucket/key"), "content");
        make(folder);
        removeAttributes(folder);
        assertThat(refused(folder).fault()).isEqualTo(Fault.UNSUITABLE);
        assertThat(refused(folder).getMessage()).contains("copied without the extended attributes", "cp -a");
        assertThat(folder.resolve("objects/bucket/key")).hasContent("content");
    }

    private static List<String> attributes(Path folder) throws IOException {
        return Files.getFileAttributeView(folder.resolve("state.mv"), UserDefinedFileAttributeView.class).list();
    }

    private static void removeAttributes(Path folder) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(folder.resolve("state.mv"), UserDefinedFileAttributeView.class);
        for (String name : view.list()) {
            view.delete(name);
        }
    }

    @Test
    void aStateThatWasKilledWhileItWasMadeIsBegunAnew() throws IOException {
        Path folder = temporary.resolve("state");
        make(folder);
        Files.delete(folder.resolve("rolecall.json"));
        Files.writeString(folder.resolve("state.mv"), "half a header");
        try (DurableState state = open(folder)) {
            assertThat(state.isNew()).isTrue();
            state.keep("anything", new ConcurrentHashMap<>(), String.class);
            state.begin();
        }
    }
}
