package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Briefing;

final class AskingForConsentTest {
    private static final Briefing BRIEFING = new Briefing(List.of("Account 1."), List.of("A permanent key."));

    private final InputStream in = System.in;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setIn(in);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "yes\n", " YES \n"})
    void yesIsYes(String answer) {
        assertThatCode(() -> ask(false, true, answer)).doesNotThrowAnyException();
        assertThat(said()).containsSubsequence("Account 1.", "It costs 2.", "Warning: A permanent key.", "Go on? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yep\n", "no\n"})
    void everythingElseIsNo(String answer) {
        assertThatThrownBy(() -> ask(false, true, answer)).hasMessage("Nothing was changed.")
                .isInstanceOfSatisfying(LabException.class, no -> assertThat(no.exitCode()).isEqualTo(ExitCode.WRONG_INPUT));
    }

    @Test
    void givenBeforehandItIsNotAskedForButTheBriefingIsShown() {
        assertThatCode(() -> ask(true, true, "n\n")).doesNotThrowAnyException();
        assertThatCode(() -> ask(true, false, "")).doesNotThrowAnyException();
        assertThat(said()).contains("Account 1.").contains("Warning: A permanent key.").doesNotContain("Go on?");
    }

    @Test
    void whereNobodyCanBeAskedTheAnswerIsNo() {
        assertThatThrownBy(() -> ask(false, false, "y\n")).hasMessageContaining("--yes").hasMessageContaining("--dry-run")
                .isInstanceOfSatisfying(LabException.class, no -> assertThat(no.exitCode()).isEqualTo(ExitCode.WRONG_INPUT));
        assertThat(said()).contains("Account 1.");
    }

    private void ask(boolean given, boolean person, String answer) {
        System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        new Consent(new Terminal(stream, stream, false, false, person, false), given).ask(BRIEFING, List.of("It costs 2."));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
