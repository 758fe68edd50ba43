package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.rolecall.iam.cases.PolicyCase;

/**
 * Every case of the data files, decided as AWS documents it; each names its page of the IAM User Guide. Not covered: Organizations
 * policies, VPC endpoint policies, access control lists, and what KMS does differently.
 */
final class DocumentedCasesTest {

    @TestFactory
    Stream<DynamicContainer> everyCaseIsDecidedAsDocumented() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/cases"))) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).isNotEmpty();
            return sorted.stream().map(file -> DynamicContainer.dynamicContainer(file.toFile().getName(), cases(file).stream()
                    .map(one -> DynamicTest.dynamicTest(one.id(), () -> check(one)))));
        }
    }

    private static void check(PolicyCase one) {
        Decision decision = one.decide();
        assertThat(decision.word()).as("%s%n%s", one.why().orElseThrow(), ExplanationText.render(decision.explanation()))
                .isEqualTo(one.expected().orElseThrow().word());
    }

    private static List<PolicyCase> cases(Path file) {
        try {
            return PolicyCase.readAll(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
