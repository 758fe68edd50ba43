package dev.rolecall.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.rolecall.iam.check.PolicyCheck;
import dev.rolecall.iam.check.RuleText;
import dev.rolecall.iam.check.Severity;

/**
 * Holds the page's tables against the rules themselves. To renew the page: {@code ./mvnw -pl lab -am test -Dtest=ThePageTellsTheRulesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Drolecall.renew=true}.
 */
final class ThePageTellsTheRulesTest {
    private static final Path PAGE = Path.of("../docs/policy-check.md");

    @Test
    void asTheyAre() throws IOException {
        String page = Files.readString(PAGE).replace("\r", "");
        String now = filled(filled(page, "severities", severities()), "rules", rules());
        if (Boolean.getBoolean("rolecall.renew")) {
            Files.writeString(PAGE, now);
            page = now;
        }
        assertThat(page).isEqualTo(now);
    }

    private static String severities() {
        return Arrays.stream(Severity.values()).map(severity -> "| `" + severity.word() + "` | " + severity.meaning() + " |")
                .collect(Collectors.joining("\n", "| severity | what has it |\n| --- | --- |\n", "\n"));
    }

    private static String rules() {
        return PolicyCheck.rules().stream().map(ThePageTellsTheRulesTest::row)
                .collect(Collectors.joining("\n",
                        "| rule | severity | what it finds | why | what to do |\n| --- | --- | --- | --- | --- |\n", "\n"));
    }

    private static String row(RuleText rule) {
        return "| [`" + rule.id() + "`](" + rule.page() + ") | " + rule.severity().word() + " | " + plain(rule.title()) + " | "
                + plain(rule.reason() + rule.degrees().map(degrees -> " " + degrees).orElse("")) + " | " + plain(rule.fix()) + " |";
    }

    private static String plain(String text) {
        return text.replaceAll("[*|]", "\\\\$0");
    }

    private static String filled(String page, String name, String table) {
        Pattern between = Pattern.compile("(<!-- " + name + ": [^>]*-->\\n).*?(<!-- end of " + name + " -->)", Pattern.DOTALL);
        Matcher matcher = between.matcher(page);
        assertThat(matcher.find()).as("the page has a place for %s", name).isTrue();
        return page.substring(0, matcher.end(1)) + table + page.substring(matcher.start(2));
    }
}
