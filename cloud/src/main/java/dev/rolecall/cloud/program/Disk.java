package dev.rolecall.cloud.program;

import java.nio.file.Path;

/** The file system of a workload: folders of this machine, and no path leads out of them. */
@FunctionalInterface
public interface Disk {
    /**
     * Where a path of the workload lies on this machine.
     *
     * @throws NotEmulatedException when the path is not absolute or leads out of the workload
     */
    Path resolve(String path);

    /**
     * A disk that is one folder.
     *
     * @param owner whose it is, as people read it: {@code the instance}
     */
    static Disk in(Path root, String owner) {
        return path -> {
            if (!path.startsWith("/") || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
                throw new NotEmulatedException("the path " + path + " is not absolute");
            }
            Path resolved = root.resolve(path.substring(1)).normalize();
            if (!resolved.startsWith(root)) {
                throw new NotEmulatedException("the path " + path + " leads out of " + owner);
            }
            return resolved;
        };
    }
}
