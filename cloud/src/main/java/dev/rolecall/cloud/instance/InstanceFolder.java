package dev.rolecall.cloud.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import dev.rolecall.cloud.program.Disk;

/** The folder that stands for an instance's file system. A path of the instance is a path in it, and none leads out of it. */
record InstanceFolder(Path root) implements Disk {

    @Override
    public Path resolve(String path) {
        return Disk.in(root, "the instance").resolve(path);
    }

    /** Writes a file for its owner alone, then gives it its permissions, where the file system knows them. */
    void write(String path, byte[] content, int mode) throws IOException {
        Path file = resolve(path);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions(0600)));
            Files.write(file, content);
            Files.setPosixFilePermissions(file, permissions(mode));
        } else {
            Files.write(file, content);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] fromLowest = {PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE,
                PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.GROUP_READ, PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_READ};
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < fromLowest.length; bit++) {
            if ((mode >> bit & 1) == 1) {
                permissions.add(fromLowest[bit]);
            }
        }
        return permissions;
    }
}
