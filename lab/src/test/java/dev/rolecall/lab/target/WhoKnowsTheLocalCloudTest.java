package dev.rolecall.lab.target;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The same driver code has to run against any endpoint; so the local cloud is behind one class. */
final class WhoKnowsTheLocalCloudTest {
    private final JavaClasses lab = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rolecall.lab");

    @Test
    void onlyTheLocalTargetDoes() {
        noClasses().that().doNotHaveFullyQualifiedName(LocalTarget.class.getName()).should().dependOnClassesThat()
                .resideInAnyPackage("dev.rolecall.cloud..").check(lab);
    }

    @Test
    void onlyTheCommandLineChoosesATarget() {
        noClasses().that().resideOutsideOfPackage("dev.rolecall.lab.cli..").and().doNotHaveFullyQualifiedName(LocalTarget.class.getName())
                .should().dependOnClassesThat().areAssignableTo(LocalTarget.class).check(lab);
    }

    @Test
    void nobodyReadsPoliciesOrTheCdkApp() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.rolecall.iam..", "dev.rolecall.infra..", "dev.rolecall.reader..")
                .check(lab);
    }

    @Test
    void nothingBelowTheCommandLineKnowsIt() {
        noClasses().that().resideOutsideOfPackage("dev.rolecall.lab.cli..").should().dependOnClassesThat()
                .resideInAPackage("dev.rolecall.lab.cli..").check(lab);
    }
}
