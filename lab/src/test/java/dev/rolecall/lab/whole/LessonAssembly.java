package dev.rolecall.lab.whole;

import java.nio.file.Path;

/** The synthesised lesson, for tests that run in their own process. */
public final class LessonAssembly {
    private LessonAssembly() {}

    /** For the account of {@link PlayedAws}; made once for all tests. */
    public static Path folder() {
        return Assembly.original();
    }

    /** The same with a task on ECS. */
    public static Path withTask() {
        return Assembly.withTask();
    }

    /** The same for one of several learners. */
    public static Path withTask(String prefix) {
        return Assembly.withTask(prefix);
    }

    /** Of the repository. */
    public static Path root() {
        return Rolecall.ROOT;
    }
}
