package dev.rolecall.cloud.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** What every execution environment runs on: the jars of the runtime interface client, and the library or the class that makes it talk. */
final class RuntimeFiles {
    private static final String NATIVE_CLIENT = "com/amazonaws/services/lambda/runtime/api/client/runtimeapi/NativeClient.class";
    private static final String LIBRARY_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final List<String> flags;
    private final String classPath;

    private RuntimeFiles(List<String> flags, String classPath) {
        this.flags = flags;
        this.classPath = classPath;
    }

    /** Prepares the files in a folder of their own, so that no two local clouds share one. */
    static RuntimeFiles prepare(RuntimeKind kind, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> path = new ArrayList<>();
        List<String> flags = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED"));
        switch (kind) {
            case NATIVE -> {
                Path library = folder.resolve("libaws-lambda-jni.so");
                try (InputStream content = open(codeOf(AWSLambda.class), RuntimeKind.library())) {
                    copy(content, library);
                }
                flags.add("-D" + LIBRARY_PROPERTY + "=" + library);
            }
            case PORTABLE -> {
                Path replaced = folder.resolve("portable").resolve(NATIVE_CLIENT);
                Files.createDirectories(replaced.getParent());
                try (InputStream content = open(codeOf(RuntimeFiles.class), NATIVE_CLIENT)) {
                    copy(content, replaced);
                }
                path.add(folder.resolve("portable").toString());
            }
        }
        Set<String> jars = new LinkedHashSet<>();
        for (Class<?> part : List.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)) {
            jars.add(codeOf(part).toString());
        }
        path.addAll(jars);
        return new RuntimeFiles(List.copyOf(flags), String.join(File.pathSeparator, path));
    }

    /** JVM flags, with three quarters of the function's memory for its heap. */
    List<String> flags(int memoryMb) {
        List<String> all = new ArrayList<>(flags);
        all.add("-Xmx" + memoryMb * 3 / 4 + "m");
        return all;
    }

    /** The program that runs a handler. */
    List<String> program(String handler) {
        return List.of("-cp", classPath, AWSLambda.class.getName(), handler);
    }

    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file inside a jar or a folder of classes, and of no other on the class path. */
    private static InputStream open(Path code, String name) throws IOException {
        URI uri = Files.isDirectory(code) ? code.resolve(name).toUri() : URI.create("jar:" + code.toUri() + "!/" + name);
        var connection = uri.toURL().openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private static void copy(InputStream content, Path target) throws IOException {
        try {
            Files.copy(content, target);
        } catch (FileAlreadyExistsException e) {
            // Prepared before, in the same folder.
        }
    }
}
