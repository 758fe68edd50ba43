package dev.rolecall.cloud.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
     * Puts paths of this machine in the place of the workload's, in the variables that name files to the SDKs.
     *
     * @throws NotEmulatedException as {@link #resolve} does
     */
    default void locate(Map<String, String> environment) {
        for (String name : List.of("HOME", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
            environment.computeIfPresent(name, (_, path) -> resolve(path).toString());
        }
    }

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
