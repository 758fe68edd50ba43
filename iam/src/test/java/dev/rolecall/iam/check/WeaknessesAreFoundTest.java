package dev.rolecall.iam.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code weaknesses/*.json}: each file with a weakness yields exactly that, at its place; the fixed one yields nothing that was not asked. */
final class WeaknessesAreFoundTest {

    @TestFactory
    Stream<DynamicTest> whereTheyAreAndNowhereElse() {
        return WeaknessCase.all().stream().map(one -> DynamicTest.dynamicTest(one.rule() + ": " + one.why(), () -> {
            List<Finding> found = PolicyCheck.findings(one.weak(), one.account());
            assertThat(found).filteredOn(finding -> !one.also().contains(finding.rule())).as("weak: %s", found)
                    .singleElement().satisfies(finding -> {
                        assertThat(finding.rule()).isEqualTo(one.rule());
                        assertThat(finding.severity().word()).isEqualTo(one.severity());
                        assertThat(finding.path()).isEqualTo(one.path());
                    });
            assertThat(PolicyCheck.findings(one.fixed(), one.account())).as("fixed").isEmpty();
        }));
    }

    @Test
    void eachRuleHasACase() {
        assertThat(PolicyCheck.rules()).extracting(RuleText::id).doesNotHaveDuplicates()
                .allSatisfy(rule -> assertThat(WeaknessCase.all()).extracting(WeaknessCase::rule).contains(rule));
    }

    @Test
    void whatIsSaidIsASentenceAndNamesAPageOfAws() {
        assertThat(WeaknessCase.all()).flatExtracting(one -> PolicyCheck.findings(one.weak(), one.account())).allSatisfy(finding -> {
            assertThat(finding.message()).matches("\\S.*[.)]");
            assertThat(finding.fix()).matches("\\p{javaUpperCase}.*\\.");
            assertThat(finding.reference()).startsWith("https://docs.aws.amazon.com/");
        });
    }
}
