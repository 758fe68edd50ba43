package dev.rolecall.cloud.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.rolecall.cloud.process.JvmFlags;

/**
 * A program in Java: {@code java FLAGS -jar PATH ARGUMENTS} or {@code java FLAGS -cp PATHS CLASS ARGUMENTS}, where the paths lie on the
 * workload's disk.
 *
 * @param flags     JVM flags, all of them allowed
 * @param start     what the JVM is to run, with paths of this machine
 * @param arguments of the program
 */
public record JavaProgram(List<String> flags, List<String> start, List<String> arguments) {
    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");
    /** In particular no {@code @file}, which the launcher would read words from. */
    private static final String CLASS = "[\\p{L}_$][\\p{L}\\p{N}_$.]*";

    /**
     * Reads the words behind {@code java}.
     *
     * @throws NotEmulatedException when they start anything else, or a file is not there
     */
    public static JavaProgram of(List<String> words, Disk disk) {
        List<String> flags = new ArrayList<>();
        List<String> classPath = List.of();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean more = at + 1 < words.size();
            if (word.equals("-jar") && more) {
                return new JavaProgram(allowed(flags), List.of(word, file(words.get(at + 1), disk)), rest(words, at + 2));
            }
            if (CLASS_PATH.contains(word) && more) {
                at++;
                classPath = Arrays.stream(words.get(at).split(":", -1)).map(path -> entry(path, disk)).toList();
            } else if (word.startsWith("-")) {
                flags.add(word);
            } else if (!classPath.isEmpty() && word.matches(CLASS)) {
                return new JavaProgram(allowed(flags),
                        List.of("-cp", classPath.stream().collect(Collectors.joining(File.pathSeparator)), word), rest(words, at + 1));
            } else {
                break;
            }
        }
        throw new NotEmulatedException(
                "only java … -jar PATH and java … -cp PATHS CLASS are started; modules (-m), source files, a class path"
                        + " in CLASSPATH and files of arguments (@FILE) are not");
    }

    /** Everything behind the flags. */
    public List<String> program() {
        List<String> program = new ArrayList<>(start);
        program.addAll(arguments);
        return List.copyOf(program);
    }

    private static List<String> allowed(List<String> flags) {
        List<String> refused = JvmFlags.refused(flags);
        if (!refused.isEmpty()) {
            throw new NotEmulatedException("the JVM flag " + refused.getFirst().replaceFirst("=.*", "") + " is not allowed");
        }
        return List.copyOf(flags);
    }

    private static List<String> rest(List<String> words, int from) {
        return List.copyOf(words.subList(from, words.size()));
    }

    private static String file(String path, Disk disk) {
        Path file = disk.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new NotEmulatedException("there is no file " + path);
        }
        return file.toString();
    }

    /** A jar, a folder, or a folder's jars; one that is not there is no mistake of a class path. */
    private static String entry(String path, Disk disk) {
        return path.endsWith("/*")
                ? disk.resolve(path.substring(0, path.length() - 2)) + File.separator + "*"
                : disk.resolve(path).toString();
    }
}
