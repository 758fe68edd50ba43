package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cloud that keeps what it has in a folder, and is closed and started again on it. */
abstract class RestartedCloud {
    @TempDir
    Path temporary = Path.of("");
    TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = open();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    final TestCloud open() {
        return open(Duration.ZERO);
    }

    /** The same after some time. */
    final TestCloud open(Duration later) {
        return new TestCloud(later, options -> options.keptIn(temporary.resolve("state")));
    }

    final void restart() {
        cloud.close();
        cloud = open();
    }

    /** Asks before a restart and after it, and takes the same answers only. */
    final void assertSameAfterRestart(Map<String, Function<TestCloud, Object>> questions) {
        Map<String, Object> before = answers(questions);
        restart();
        Map<String, Object> after = answers(questions);
        before.forEach((question, answer) -> assertThat(after.get(question)).as(question).isEqualTo(answer));
    }

    private Map<String, Object> answers(Map<String, Function<TestCloud, Object>> questions) {
        Map<String, Object> answers = new LinkedHashMap<>();
        questions.forEach((question, asked) -> answers.put(question, asked.apply(cloud)));
        return answers;
    }
}
