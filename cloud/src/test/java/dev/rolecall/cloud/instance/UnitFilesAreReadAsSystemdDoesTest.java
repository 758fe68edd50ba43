package dev.rolecall.cloud.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Quotes and escapes, by the examples and the table of systemd.syntax(7) and systemd.exec(5). */
class UnitFilesAreReadAsSystemdDoesTest {

    private static Unit service(String... lines) {
        return Unit.parse("[Service]\n" + String.join("\n", lines) + "\n");
    }

    @Test
    void quotesHoldWordsTogether() {
        assertThat(service("Environment=\"VAR1=word1 word2\" VAR2=word3 \"VAR3=$word 5 6\"").environment())
                .containsEntry("VAR1", "word1 word2")
                .containsEntry("VAR2", "word3").containsEntry("VAR3", "$word 5 6");
        assertThat(service("Environment='A=it is' B=a%%b").environment()).containsEntry("A", "it is").containsEntry("B", "a%b");
    }

    @Test
    void escapesAreThoseOfC() {
        assertThat(service("Environment=\"TEXT=one\\ntwo\\tthree\\\\ \\\"four\\\" \\x41\\u00e9\\101\"").environment())
                .containsEntry("TEXT", "one\ntwo\tthree\\ \"four\" A\u00e9A");
        assertThat(service("Environment=PLAIN=a\\sb 'SINGLE=it\\'s\\n'").environment()).containsEntry("PLAIN", "a b").containsEntry(
                "SINGLE",
                "it's\n");
    }

    @Test
    void whatIsNoEscapeKeepsItsBackslash() {
        assertThat(service("Environment=\"PATTERN=\\d+\\.\"").environment()).containsEntry("PATTERN", "\\d+\\.");
    }

    @Test
    void aLineGoesOnBehindABackslash() {
        assertThat(service("ExecStart=/usr/bin/java -Da=\"b\" \\", "  -jar \"/opt/my program.jar\" 'two words'").execStart())
                .isEqualTo(List.of("/usr/bin/java", "-Da=\"b\"", "-jar", "/opt/my program.jar", "two words"));
    }
}
