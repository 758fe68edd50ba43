package dev.rolecall.lab.client;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files of this repository that stand between a shell's clients and AWS. They stay where they are when a cloud has gone, so that a shell that
 * remembers them never finds somebody else's file in their place.
 *
 * @param folder {@code lab/shell}
 */
public record ShellFiles(Path folder) {

    /** Those of a checkout, by its root. */
    public static ShellFiles in(Path root) {
        return new ShellFiles(root.resolve("lab/shell"));
    }

    /**
     * Comes first in the path: its {@code aws} hands the endpoint on to one that would not find it. Empty on Windows, which has no shell for it.
     */
    public Optional<Path> commands() {
        return File.separatorChar == '\\' ? Optional.empty() : Optional.of(folder.resolve("bin"));
    }

    /** A path with the commands first. */
    String first(String path) {
        List<String> folders = new ArrayList<>(Arrays.asList(path.split(File.pathSeparator)));
        commands().map(Path::toString).ifPresent(own -> {
            folders.remove(own);
            folders.addFirst(own);
        });
        return String.join(File.pathSeparator, folders);
    }

    /** A bundle of certificate authorities with nobody in it. */
    Path noAuthority() {
        return folder.resolve("no-authority.pem");
    }
}
