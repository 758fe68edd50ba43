package dev.rolecall.cloud.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How the runtime interface client talks to its Runtime API. */
public enum RuntimeKind {
    /** By the native library that AWS ships in it, for Linux. */
    NATIVE,
    /** By the JDK's own HTTP client, everywhere else: one class of the runtime interface client is replaced. */
    PORTABLE;

    /** The kind for this machine. */
    public static RuntimeKind ofThisMachine() {
        boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
        return linux && !library().isEmpty() ? NATIVE : PORTABLE;
    }

    /** The native library's name inside the runtime interface client; empty for a processor it is not built for. */
    static String library() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> "jni/libaws-lambda-jni." + system("/lib/ld-musl-x86_64.so.1") + "-x86_64.so";
            case "aarch64" -> "jni/libaws-lambda-jni." + system("/lib/ld-musl-aarch64.so.1") + "-aarch_64.so";
            default -> "";
        };
    }

    private static String system(String muslLoader) {
        return Files.exists(Path.of(muslLoader)) ? "linux_musl" : "linux";
    }
}
