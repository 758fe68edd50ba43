package dev.rolecall.lab.target;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import dev.rolecall.lab.target.account.AccountChoice;

/** The same driver code has to run against any endpoint; so what is particular to a target is in that target's own package. */
final class WhoKnowsATargetTest {
    private static final String[] TARGETS = {"dev.rolecall.lab.target.local..", "dev.rolecall.lab.target.localstack..",
            "dev.rolecall.lab.target.account.."};
    private static final Path SOURCES = Path.of("src/main/java/dev/rolecall/lab");

    private final JavaClasses lab = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rolecall.lab");

    @Test
    void onlyTwoTargetsAndTheServerKnowTheLocalCloud() {
        noClasses().that().resideOutsideOfPackages("dev.rolecall.lab.target.local..", "dev.rolecall.lab.target.localstack..",
                "dev.rolecall.lab.up..").should()
                .dependOnClassesThat().resideInAnyPackage("dev.rolecall.cloud..").check(lab);
    }

    @Test
    void onlyOneKnowsContainers() {
        noClasses().that().resideOutsideOfPackage("dev.rolecall.lab.target.localstack..").should().dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..").check(lab);
    }

    @Test
    void onlyTheirListKnowsTheTargets() {
        noClasses().that().resideOutsideOfPackages(TARGETS).and().doNotHaveFullyQualifiedName(Targets.class.getName()).should()
                .dependOnClassesThat().resideInAnyPackage(TARGETS).check(lab);
    }

    @Test
    void nobodyElseWritesATargetsNameDown() throws IOException {
        List<String> names = Stream.concat(Targets.names().stream(), Stream.of(AccountChoice.ENDPOINT)).toList();
        Pattern literal = Pattern.compile("\"(" + String.join("|", names) + ")\"|[tT]arget\\.name\\(\\)\\.equals");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> outside = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(SOURCES.resolve("target")))
                    // What serves a cloud and its clients runs no experiment: there, these words are an address and a command.
                    .filter(file -> !file.startsWith(SOURCES.resolve("up")) && !file.startsWith(SOURCES.resolve("client")))
                    .toList();
            assertThat(outside).hasSizeGreaterThan(40)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(literal));
        }
    }

    @Test
    void onlyWhatAsksPoliciesKnowsTheirLanguage() {
        noClasses().that().resideOutsideOfPackages("dev.rolecall.lab.check..", "dev.rolecall.lab.policy..").should()
                .dependOnClassesThat().resideInAPackage("dev.rolecall.iam..").check(lab);
    }

    @Test
    void nobodyKnowsTheCdkAppOrTheReader() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.rolecall.infra..", "dev.rolecall.reader..").check(lab);
    }

    @Test
    void nothingBelowTheCommandLineKnowsIt() {
        noClasses().that().resideOutsideOfPackage("dev.rolecall.lab.cli..").should().dependOnClassesThat()
                .resideInAPackage("dev.rolecall.lab.cli..").check(lab);
    }
}
