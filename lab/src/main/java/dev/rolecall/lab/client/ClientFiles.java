package dev.rolecall.lab.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    public static List<String> write(Target target, Path folder, ShellFiles files) {
        Path config = folder.resolve("config");
        Path credentials = folder.resolve("credentials");
        writePrivately(config, config(target.region()));
        writePrivately(credentials, profile(target.credentials().resolveCredentials()));
        return exports(target, config, credentials, files);
    }

    /** Version 1 of the AWS CLI presigns with Signature Version 2 unless it is told otherwise, and S3 takes that no more. */
    public static String config(String region) {
        return "[default]\nregion = " + region + "\ns3 =\n    signature_version = s3v4\n";
    }

    private static List<String> exports(Target target, Path config, Path credentials, ShellFiles files) {
        Map<String, String> variables = new LinkedHashMap<>(
                ClientEnvironment.withoutCredentials(target.endpoint().orElseThrow(), target.region(), Map.of(), files));
        variables.put("AWS_CONFIG_FILE", "'" + config + "'");
        variables.put("AWS_SHARED_CREDENTIALS_FILE", "'" + credentials + "'");
        List<String> lines = new ArrayList<>();
        lines.add("unset " + String.join(" ", ClientEnvironment.IN_THE_WAY));
        variables.forEach((name, value) -> lines.add("export " + name + "=" + value));
        files.commands().map(EnvironmentFormat::pathOfPosixShell).ifPresent(lines::add);
        return lines;
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
