package dev.rolecall.cloud.ecs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import dev.rolecall.cloud.program.Disk;
import dev.rolecall.cloud.program.NotEmulatedException;

/**
 * What a container sees as its file system: the volumes of its task where they are mounted, and below everything else a folder of its own.
 * That a mount is read-only holds for what is interpreted; a process sees one folder, whoever mounts it.
 *
 * @param root      its own folder
 * @param readOnly  whether nothing is written there
 * @param temporary its folder for temporary files, where no volume is mounted at {@code /tmp}
 */
record ContainerDisk(Path root, boolean readOnly, Path temporary, List<Mount> mounts) implements Disk {

    /** A folder of the task at a path of the container. */
    record Mount(String path, Path folder, boolean readOnly) {}

    /**
     * Makes the folders of a container.
     *
     * @param task the task's folder
     */
    static ContainerDisk make(Path task, ContainerDefinition container) throws IOException {
        Path own = task.resolve("containers").resolve(container.name());
        Path root = Files.createDirectories(own.resolve("root"));
        Path temporary = Files.createDirectories(own.resolve("tmp"));
        for (ContainerDefinition.MountPoint mount : container.mountPoints()) {
            Files.createDirectories(volume(task, mount));
        }
        List<Mount> mounts = container.mountPoints().stream()
                .map(mount -> new Mount(normal(mount.path()), volume(task, mount), mount.readOnly()))
                .sorted(Comparator.comparingInt((Mount mount) -> mount.path().length()).reversed()).toList();
        if (container.readonlyRootFilesystem()) {
            // Both stay empty, so that whoever removes them needs to write to neither.
            root.toFile().setWritable(false, false);
            temporary.toFile().setWritable(false, false);
        }
        return new ContainerDisk(root, container.readonlyRootFilesystem(), temporary, mounts);
    }

    private static Path volume(Path task, ContainerDefinition.MountPoint mount) {
        return task.resolve("volumes").resolve(folderName(mount.volume()));
    }

    /** A name is no path, whatever is in it. */
    private static String folderName(String volume) {
        if (!volume.matches("[A-Za-z0-9_-]{1,255}")) {
            throw new NotEmulatedException("the volume name " + volume + " is not valid");
        }
        return volume;
    }

    @Override
    public Path resolve(String path) {
        String normal = normal(path);
        for (Mount mount : mounts) {
            if (isBelow(normal, mount.path())) {
                return mount.folder().resolve(normal.substring(mount.path().length()).replaceFirst("^/", ""));
            }
        }
        return isBelow(normal, "/tmp")
                ? temporary.resolve(normal.substring("/tmp".length()).replaceFirst("^/", ""))
                : root.resolve(normal.substring(1));
    }

    /**
     * Asks whether a file can be written.
     *
     * @throws NotEmulatedException in the words of the system where it cannot
     */
    void assertWritable(String path) {
        String normal = normal(path);
        boolean refused = mounts.stream().filter(mount -> isBelow(normal, mount.path())).findFirst().map(Mount::readOnly).orElse(readOnly);
        if (refused) {
            throw new NotEmulatedException("[Errno 30] Read-only file system: '" + path + "'");
        }
    }

    private static boolean isBelow(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    private static String normal(String path) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
            throw new NotEmulatedException("the path " + path + " is not absolute");
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            switch (part) {
                case "", "." -> {
                }
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
