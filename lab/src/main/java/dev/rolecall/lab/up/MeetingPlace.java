package dev.rolecall.lab.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Surroundings;

/**
 * The folder in which this user's local clouds are found, one socket for each by its port. Nobody else may enter it: whoever reaches a
 * socket is given credentials of an administrator.
 */
public final class MeetingPlace {
    private static final String SOCKET = ".sock";

    private final Path folder;

    private MeetingPlace(Path folder) {
        this.folder = folder;
    }

    /** Where the system has a folder for this user's running programs, there; else in the folder for temporary files. */
    public static MeetingPlace of(Surroundings around) {
        String runtime = around.environment().apply("XDG_RUNTIME_DIR");
        Path folder = runtime == null || runtime.isEmpty() || !Files.isWritable(Path.of(runtime))
                ? around.temporary().resolve("rolecall-" + System.getProperty("user.name"))
                : Path.of(runtime).resolve("rolecall");
        return new MeetingPlace(folder);
    }

    /** The socket of a cloud that is about to be there. */
    Path open(int port) {
        try {
            if (Files.getFileStore(folder.getParent()).supportsFileAttributeView("posix")) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            mustBeOwn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(port + SOCKET);
    }

    private void mustBeOwn() {
        try {
            boolean own = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(Path.of(System.getProperty("user.home"))));
            boolean closed = !Files.getFileStore(folder).supportsFileAttributeView("posix")
                    || PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)).endsWith("------");
            if (!own || !closed) {
                throw LabException.missing(folder + " must be a folder of yours that nobody else may enter. Remove it, and try again.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a cloud that was started in the background leaves what it prints. */
    public Path log(int port) {
        return open(port).resolveSibling(port + ".log");
    }

    /** The one on this port, or the only one that answers. */
    public Optional<RunningCloud> find(Optional<Integer> port) {
        List<RunningCloud> answering = sockets().stream()
                .filter(socket -> port.map(number -> socket.endsWith(number + SOCKET)).orElse(true)).map(RunningCloud::new)
                .filter(cloud -> cloud.standing().isPresent()).toList();
        if (answering.size() > 1) {
            throw LabException.wrongInput("Several local clouds are up: say which with --port. They are on " + String.join(", ",
                    answering.stream().flatMap(cloud -> cloud.standing().stream())
                            .map(standing -> String.valueOf(standing.endpoint().getPort())).toList())
                    + ".");
        }
        return answering.stream().findFirst();
    }

    /** The same, where a command cannot do without. */
    public RunningCloud get(Optional<Integer> port) {
        return find(port).orElseThrow(() -> LabException.missing(
                "No local cloud is up" + port.map(number -> " on port " + number).orElse("") + ": start one with rolecall up --detach."));
    }

    private List<Path> sockets() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        mustBeOwn();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SOCKET)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
