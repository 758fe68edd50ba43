package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The direction of the modules, read from their poms: what a module may use when it runs. */
final class ModulesKnowOnlyWhomTheyMayTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>\\s*<groupId>dev\\.rolecall</groupId>(.*?)</dependency>",
            Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>rolecall-(\\w+)</artifactId>");

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({"iam,''", "functions,''", "infra,''", "cloud,iam", "lab,cloud iam", "bench,cloud"})
    void whenTheyRun(String module, String known) throws IOException {
        Matcher dependencies = DEPENDENCY.matcher(Files.readString(Rolecall.ROOT.resolve(module).resolve("pom.xml")));
        Set<String> found = new TreeSet<>();
        while (dependencies.find()) {
            boolean runs = !dependencies.group(1).contains("<scope>test") && !dependencies.group(1).contains("<scope>provided");
            Matcher artifact = ARTIFACT.matcher(dependencies.group(1));
            if (runs && artifact.find()) {
                found.add(artifact.group(1));
            }
        }
        assertThat(String.join(" ", found)).isEqualTo(known);
    }
}
