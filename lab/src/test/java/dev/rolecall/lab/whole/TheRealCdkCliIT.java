package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code npx aws-cdk@PINNED synth}, the unpatched CLI, through {@code cdk.json}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "npx is a script of another name there")
final class TheRealCdkCliIT {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ?");

    @TempDir
    private Path folder;

    @Test
    void synthesisesWithoutAccountTheTemplatesThatTheDemonstrationDeploys() throws IOException, InterruptedException {
        Path output = folder.resolve("cdk.out");
        int code = cdk("synth", "--quiet", "--output", output.toString(), "-c", "insecure=true", "-c",
                "iUnderstandAccount=" + Assembly.LOCAL_ACCOUNT);

        assertThat(code).as(said()).isZero();
        for (String stack : List.of("RolecallKeyless", "RolecallAccessKey")) {
            assertThat(template(output, stack)).as(stack).isEqualTo(template(Assembly.original(), stack));
        }
    }

    @Test
    void refusesTheInsecureStackWhereNoAccountWasTyped() throws IOException, InterruptedException {
        int code = cdk("synth", "--quiet", "--output", folder.resolve("cdk.out").toString(), "-c", "insecure=true");

        assertThat(code).isNotZero();
        assertThat(said()).contains("iUnderstandAccount");
    }

    /** The date of expiry is that of the synthesis. */
    private static String template(Path assembly, String stack) throws IOException {
        return TIME.matcher(Files.readString(assembly.resolve(stack + ".template.json"))).replaceAll("TIME");
    }

    private int cdk(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npx", "--yes", "aws-cdk@" + pinned()));
        command.addAll(List.of(arguments));
        // By default the CLI writes each resource's place in the tree into the templates; a plain synthesis does not.
        command.addAll(List.of("--no-notices", "--no-version-reporting", "--no-path-metadata", "--no-asset-metadata"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(Rolecall.ROOT.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("CDK_HOME", folder.resolve("home").toString());
        builder.environment().put("CDK_VALIDATION", "false");
        int code = builder.start().waitFor();
        assumeTrue(!said().contains("ENOTFOUND") && !said().contains("ECONNREFUSED"),
                "the pinned CDK CLI is not in npm's cache, and the registry cannot be reached");
        return code;
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    static String pinned() throws IOException {
        Matcher version = Pattern.compile("<cdk-cli.version>(.*?)</cdk-cli.version>")
                .matcher(Files.readString(Rolecall.ROOT.resolve("pom.xml")));
        assertThat(version.find()).as("the root pom pins the CDK CLI").isTrue();
        return version.group(1);
    }
}
