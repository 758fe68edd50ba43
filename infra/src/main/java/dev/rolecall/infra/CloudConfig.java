package dev.rolecall.infra;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The user data of an instance: a cloud-config, never a shell script. It installs Java, writes files, fetches the program and starts it as a service; offline
 * the local cloud interprets the same text. See <a href="https://cloudinit.readthedocs.io/en/latest/reference/modules.html">cloud-init's modules</a>.
 */
final class CloudConfig {
    private static final String JAR = "/opt/rolecall/reader.jar";
    private static final String UNIT = "rolecall-reader.service";

    private CloudConfig() {}

    /** A file to be written; {@code permissions} in octal. The content may hold tokens. */
    record WrittenFile(String path, String permissions, String content) {}

    /**
     * The text, with tokens for what only CloudFormation knows.
     *
     * @param programUrl where the jar lies, s3://bucket/key
     * @param files what else is written, before the service's own unit
     */
    static String text(String programUrl, String region, List<WrittenFile> files, SystemdUnit unit) {
        StringBuilder text = new StringBuilder("#cloud-config\npackages:\n  - java-25-amazon-corretto-headless\nwrite_files:\n");
        files.forEach(file -> append(text, file));
        append(text, new WrittenFile("/etc/systemd/system/" + UNIT, "0644", unit.text(JAR)));
        text.append("runcmd:\n");
        List.of(List.of("mkdir", "-p", "/opt/rolecall"),
                List.of("aws", "s3", "cp", "--region", region, "--only-show-errors", programUrl, JAR),
                List.of("systemctl", "daemon-reload"), List.of("systemctl", "enable", "--now", UNIT))
                .forEach(command -> text.append("  - [").append(quoted(command)).append("]\n"));
        return text.toString();
    }

    private static void append(StringBuilder text, WrittenFile file) {
        text.append("  - path: ").append(file.path()).append("\n    permissions: \"").append(file.permissions())
                .append("\"\n    owner: root:root\n    content: |\n");
        file.content().lines().forEach(line -> text.append(line.isEmpty() ? "" : "      ").append(line).append('\n'));
    }

    private static String quoted(List<String> command) {
        return command.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    }
}
