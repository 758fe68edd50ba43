package dev.rolecall.cloud.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A jar with one class, compiled when a test needs it. */
public final class TestJar {
    private TestJar() {}

    /** Compiles the source of a class in the unnamed package, and packs it as the jar's main class. */
    public static Path of(Path folder, String className, String source) throws IOException {
        return of(folder, className, source, "");
    }

    /** The same with everything beside it that this JVM has on its class path. */
    public static Path withLibraries(Path folder, String className, String source) throws IOException {
        return of(folder, className, source, Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
    }

    private static Path of(Path folder, String className, String source, String libraries) throws IOException {
        Path file = Files.writeString(Files.createDirectories(folder.resolve(className + "-source")).resolve(className + ".java"), source);
        Path classes = Files.createDirectories(folder.resolve(className + "-classes"));
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"),
                "-d",
                classes.toString(), file.toString());
        if (failed != 0) {
            throw new IllegalStateException("The test's own source does not compile.");
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, className);
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, libraries);
        Path jar = folder.resolve(className + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest);
                var compiled = Files.list(classes)) {
            for (Path type : compiled.toList()) {
                packed.putNextEntry(new JarEntry(type.getFileName().toString()));
                Files.copy(type, packed);
            }
        }
        return jar;
    }
}
