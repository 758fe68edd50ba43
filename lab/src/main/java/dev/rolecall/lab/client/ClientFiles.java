package dev.rolecall.lab.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import dev.rolecall.lab.target.Target;

/**
 * Files and environment for the {@code aws} command line against a target that keeps running. The credentials, temporary ones, are only
 * in a file that its owner alone may read; nothing that is printed holds a secret.
 */
public final class ClientFiles {
    private ClientFiles() {}

    /**
     * Writes the files.
     *
     * @param folder readable by its owner only
     * @return lines for a POSIX shell
     */
    public static List<String> write(Target target, Path folder) {
        Path config = folder.resolve("config");
        Path credentials = folder.resolve("credentials");
        writePrivately(config, "[default]\nregion = " + target.region() + "\n");
        writePrivately(credentials, profile(target.credentials().resolveCredentials()));
        return exports(target, config, credentials);
    }

    private static List<String> exports(Target target, Path config, Path credentials) {
        return List.of("unset " + String.join(" ", ClientEnvironment.IN_THE_WAY),
                "export AWS_ENDPOINT_URL=" + target.endpoint().orElseThrow(),
                "export AWS_REGION=" + target.region(),
                "export AWS_CONFIG_FILE='" + config + "'", "export AWS_SHARED_CREDENTIALS_FILE='" + credentials + "'",
                "export AWS_EC2_METADATA_DISABLED=true", "export NO_PROXY=127.0.0.1");
    }

    private static String profile(AwsCredentials credentials) {
        String profile = "[default]\naws_access_key_id = " + credentials.accessKeyId() + "\naws_secret_access_key = "
                + credentials.secretAccessKey() + "\n";
        return credentials instanceof AwsSessionCredentials session
                ? profile + "aws_session_token = " + session.sessionToken() + "\n"
                : profile;
    }

    /** The run's folder is its owner's alone; on a file system with POSIX permissions so is the file, from its first byte. */
    private static void writePrivately(Path file, String content) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions
                        .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
