package dev.rolecall.cloud.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.rolecall.cloud.process.Folders;

/**
 * The deployment packages of functions as they came, by their content, where functions are kept: their functions are placed from them again.
 *
 * @param folder empty where nothing is kept
 */
record CodeArchives(Optional<Path> folder) {

    /** Is there before the function that has it is kept. */
    void keep(Path archive, FunctionCode code) throws IOException {
        if (folder.isEmpty() || Files.exists(file(folder.get(), code))) {
            return;
        }
        Path copy = Files.copy(archive, folder.get().resolve("new-" + UUID.randomUUID()));
        try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(copy, file(folder.get(), code), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The package of a function that was kept. */
    InputStream open(FunctionCode code) throws IOException {
        return Files.newInputStream(file(folder.orElseThrow(), code));
    }

    /** Removes what no function has any more. */
    void sweep(Set<FunctionCode> used) {
        folder.ifPresent(archives -> {
            Set<Path> known = used.stream().map(code -> file(archives, code)).collect(Collectors.toSet());
            try {
                for (Path file : Folders.in(archives)) {
                    if (!known.contains(file)) {
                        Files.delete(file);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Path file(Path archives, FunctionCode code) {
        return archives.resolve(HexFormat.of().formatHex(Base64.getDecoder().decode(code.sha256())));
    }
}
